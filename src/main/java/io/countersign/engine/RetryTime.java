package io.countersign.engine;

import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a job that failed may be tried again.
 *
 * <p>The engine has a back-off of its own, but Zeebe 8.6 can lose a job in it: the job never comes
 * again (camunda/camunda issue 16884, seen in our own log). So a job fails without one, comes back
 * at once with the variable {@code retryFrom}, and is left to time out until then: time-outs do
 * come. The measure is the job's deadline, which is on the broker's clock.
 */
public final class RetryTime {

  /** The variable of the job: milliseconds of the epoch that its deadline has to reach. */
  static final String VARIABLE = "retryFrom";

  private RetryTime() {}

  /**
   * Lets the job go on if its time has come.
   *
   * @throws TooEarlyException which leaves the job alone until then
   */
  public static void check(ActivatedJob job, @Nullable Long retryFrom) {
    if (retryFrom != null && job.getDeadline() < retryFrom) {
      throw new TooEarlyException(Duration.ofMillis(retryFrom - job.getDeadline()));
    }
  }

  /** What leaves a job alone for so long, without an attempt used up. */
  public static RuntimeException leave(Duration pause) {
    return new TooEarlyException(pause);
  }

  static long after(ActivatedJob job, Duration pause) {
    return job.getDeadline() + pause.toMillis();
  }

  /** A job that came back before its time. */
  static final class TooEarlyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Duration left;

    TooEarlyException(Duration left) {
      super("The job is too early by " + left);
      this.left = left;
    }

    Duration left() {
      return left;
    }
  }
}
