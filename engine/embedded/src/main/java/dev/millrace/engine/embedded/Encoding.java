package dev.millrace.engine.embedded;

import static dev.millrace.engine.EngineException.Code.INVALID;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.Job;
import dev.millrace.engine.Variables;
import io.camunda.zeebe.protocol.impl.encoding.MsgPackConverter;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Between the port's plain values and the engine's encoding. */
final class Encoding {
  /**
   * The engine writes variables several times in one batch of at most 4 MB; past that it refuses
   * the command and logs it with all its values.
   */
  private static final int MAX_BYTES = 1 << 20;

  private Encoding() {}

  /**
   * @throws EngineException {@code INVALID} where the engine could not carry them
   */
  static DirectBuffer encoded(Map<String, ?> variables) {
    byte[] bytes = MsgPackConverter.convertToMsgPack(Variables.checked(variables));
    if (bytes.length > MAX_BYTES) {
      throw new EngineException(
          INVALID,
          "The variables have %d bytes; the limit is %d. Pass large values by reference."
              .formatted(bytes.length, MAX_BYTES),
          null);
    }
    return new UnsafeBuffer(bytes);
  }

  static Map<String, @Nullable Object> decoded(DirectBuffer variables) {
    return new LinkedHashMap<>(MsgPackConverter.convertToMap(variables));
  }

  static Job job(long key, JobRecord record) {
    return new Job(
        key,
        record.getType(),
        record.getElementId(),
        record.getElementInstanceKey(),
        record.getProcessInstanceKey(),
        record.getProcessDefinitionKey(),
        record.getBpmnProcessId(),
        record.getRetries(),
        Map.copyOf(record.getCustomHeaders()),
        decoded(record.getVariablesBuffer()));
  }
}
