package io.countersign.engine;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.exception.CamundaError;
import io.camunda.client.jobhandling.CommandExceptionHandlingStrategy;
import io.camunda.client.jobhandling.DefaultJobExceptionHandlingStrategy;
import io.camunda.client.metrics.MetricsRecorder;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Turns what a worker throws into a failed job that comes again.
 *
 * <p>While the history cannot be read a job keeps its retries: an outage of any length ends by
 * itself. Anything unexpected costs a retry and waits longer each time; the starter's own strategy
 * would use up all retries within a moment. The message names the kind of failure only, because
 * engine messages are exported.
 */
@Component
class JobFailures extends DefaultJobExceptionHandlingStrategy {

  private static final Logger LOG = LoggerFactory.getLogger(JobFailures.class);
  private static final Duration HISTORY_BACKOFF = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

  JobFailures(CommandExceptionHandlingStrategy commands, MetricsRecorder metrics) {
    super(commands, metrics);
  }

  @Override
  public void handleException(Exception failure, ExceptionHandlingContext context)
      throws Exception {
    if (failure instanceof CamundaError) {
      super.handleException(failure, context);
      return;
    }
    ActivatedJob job = context.job();
    RefusedException refused = refusal(failure);
    if (refused != null && refused.code() == ErrorCode.HISTORY_UNAVAILABLE) {
      super.handleException(
          CamundaError.jobError(refused.code().name(), null, job.getRetries(), HISTORY_BACKOFF),
          context);
      return;
    }
    LOG.warn("Job {} {} failed", job.getType(), job.getKey(), failure);
    int left = job.getRetries() - 1;
    String message =
        refused != null ? refused.code().name() : ErrorCode.INTERNAL_ERROR + " " + kind(failure);
    super.handleException(CamundaError.jobError(message, null, left, backoff(left)), context);
  }

  private static @Nullable RefusedException refusal(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RefusedException refused) {
        return refused;
      }
    }
    return null;
  }

  private static String kind(Throwable failure) {
    return failure.getClass().getSimpleName();
  }

  /** One second when many retries are left, doubling as they go. */
  private static Duration backoff(int left) {
    Duration backoff = Duration.ofSeconds(1L << Math.clamp(20L - left, 0, 9));
    return backoff.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff;
  }
}
