package dev.millrace.engine.gateway;

import java.util.List;

/** Says who comes in, and is told what they did. Called by many threads. */
public interface GatewayGuard {
  /**
   * Finds out who calls.
   *
   * @param authorization the header of that name, e.g. {@code Basic …} or {@code Bearer …}
   * @param address where the call comes from
   * @return the caller's name
   * @throws Denied if the call is not to be answered
   */
  String admit(String authorization, String address);

  /**
   * The caller deployed, or tried to.
   *
   * @param outcome {@code ok}, or the code it was refused with
   */
  void deployed(String caller, List<String> resources, String outcome);

  /**
   * The caller started an instance, or tried to.
   *
   * @param outcome {@code ok}, or the code it was refused with
   */
  void started(String caller, String process, String outcome);

  /** The call is not answered. */
  final class Denied extends RuntimeException {
    private final Kind kind;

    public Denied(Kind kind, String message) {
      super(message);
      this.kind = kind;
    }

    Kind kind() {
      return kind;
    }
  }

  /** Why. */
  enum Kind {
    /** Nobody knows the caller. */
    UNKNOWN,
    /** The caller has no right to deploy. */
    FORBIDDEN,
    /** Too many tries failed. */
    TOO_MANY
  }
}
