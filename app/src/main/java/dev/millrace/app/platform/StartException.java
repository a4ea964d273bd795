package dev.millrace.app.platform;

import org.jspecify.annotations.Nullable;

/** The app cannot start until somebody changes something; the message says what, to them. */
public final class StartException extends RuntimeException {
  public StartException(String message) {
    this(message, null);
  }

  public StartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
