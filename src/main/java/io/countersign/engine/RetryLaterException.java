package io.countersign.engine;

import java.time.Duration;

/** A job that did not succeed and says itself when it wants to come again. */
public final class RetryLaterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int retries;
  private final transient Duration pause;

  /**
   * @param retries how many attempts are left; none raises an incident
   * @param pause until the next one
   */
  public RetryLaterException(String message, int retries, Duration pause) {
    super(message);
    this.retries = retries;
    this.pause = pause;
  }

  int retries() {
    return retries;
  }

  Duration pause() {
    return pause;
  }
}
