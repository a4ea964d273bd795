package dev.millrace.engine.embedded;

import io.camunda.zeebe.protocol.record.RejectionType;
import org.agrona.DirectBuffer;

/** What the engine answered to one command. */
sealed interface Answer {
  /**
   * Done.
   *
   * @param key of the record that came of it
   * @param value that record, in the engine's encoding
   */
  record Accepted(long key, DirectBuffer value) implements Answer {}

  /** Not done, and why. */
  record Refused(RejectionType type, String reason) implements Answer {}
}
