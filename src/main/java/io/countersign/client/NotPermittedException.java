package io.countersign.client;

import java.time.Duration;

/** Why there is no permission, from wherever it is noticed. */
final class NotPermittedException extends RuntimeException {

  private final String code;
  private final Duration again;

  NotPermittedException(String code, String reason) {
    this(code, reason, null);
  }

  /**
   * @param again when the same call may go better; null if it never will
   */
  NotPermittedException(String code, String reason, Duration again) {
    super(reason);
    this.code = code;
    this.again = again;
  }

  String code() {
    return code;
  }

  boolean mayPass() {
    return again != null;
  }

  Duration again() {
    return again;
  }
}
