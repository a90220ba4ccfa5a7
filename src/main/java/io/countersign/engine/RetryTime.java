package io.countersign.engine;

import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a job that failed may be tried again.
 *
 * <p>The engine has a back-off of its own, but Zeebe 8.6 can lose a job in it: the job never comes
 * again (camunda/camunda issues 16884 and 29735, seen in our own log). So a job fails without one,
 * comes back at once with the variable {@code retryFrom}, and {@link WaitingJobs waits} until then.
 * The measure is the job's deadline, which is on the broker's clock.
 */
public final class RetryTime {

  /** The variable of the job: milliseconds of the epoch that its deadline has to reach. */
  static final String VARIABLE = "retryFrom";

  private RetryTime() {}

  /** How long a job has to wait still; nothing or less once its time has come. */
  static Duration left(ActivatedJob job, @Nullable Long retryFrom) {
    return retryFrom == null ? Duration.ZERO : Duration.ofMillis(retryFrom - job.getDeadline());
  }

  /** What lets a job wait for so long, without an attempt used up. */
  public static RuntimeException leave(Duration pause) {
    return new TooEarlyException(pause);
  }

  static long after(ActivatedJob job, Duration pause) {
    return job.getDeadline() + pause.toMillis();
  }

  /** A job that came before its time. */
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
