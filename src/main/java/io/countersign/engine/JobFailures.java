package io.countersign.engine;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.exception.BpmnError;
import io.camunda.client.exception.JobError;
import io.camunda.client.jobhandling.CommandExceptionHandlingStrategy;
import io.camunda.client.jobhandling.CommandWrapper;
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
 * would use up all retries within a moment, and would write stack traces into the engine's log. The
 * message names the kind of failure only, because engine messages are exported.
 */
@Component
class JobFailures extends DefaultJobExceptionHandlingStrategy {

  private static final Logger LOG = LoggerFactory.getLogger(JobFailures.class);
  private static final Duration HISTORY_BACKOFF = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);
  private static final int COMMAND_ATTEMPTS = 10;

  private final CommandExceptionHandlingStrategy commands;
  private final MetricsRecorder metrics;

  JobFailures(CommandExceptionHandlingStrategy commands, MetricsRecorder metrics) {
    super(commands, metrics);
    this.commands = commands;
    this.metrics = metrics;
  }

  @Override
  public void handleException(Exception failure, ExceptionHandlingContext context)
      throws Exception {
    if (failure instanceof BpmnError) {
      super.handleException(failure, context);
      return;
    }
    ActivatedJob job = context.job();
    Answer answer = answer(failure, job);
    var command =
        context
            .jobClient()
            .newFailCommand(job)
            .retries(answer.retries())
            .retryBackoff(answer.backoff())
            .errorMessage(answer.message());
    new CommandWrapper(command, job, commands, metrics, COMMAND_ATTEMPTS).executeAsync();
  }

  private record Answer(String message, int retries, Duration backoff) {}

  private static Answer answer(Exception failure, ActivatedJob job) {
    int left = Math.max(0, job.getRetries() - 1);
    if (failure instanceof JobError chosen) {
      return new Answer(
          chosen.getErrorMessage(),
          chosen.getRetries() == null ? left : chosen.getRetries(),
          chosen.getRetryBackoff() == null ? backoff(left) : chosen.getRetryBackoff());
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetryLaterException later) {
        return new Answer(String.valueOf(later.getMessage()), later.retries(), later.pause());
      }
    }
    RefusedException refused = refusal(failure);
    if (refused != null && refused.code() == ErrorCode.HISTORY_UNAVAILABLE) {
      return new Answer(refused.code().name(), job.getRetries(), HISTORY_BACKOFF);
    }
    LOG.warn("Job {} {} failed", job.getType(), job.getKey(), failure);
    String message =
        refused != null
            ? refused.code().name()
            : ErrorCode.INTERNAL_ERROR + " " + failure.getClass().getSimpleName();
    return new Answer(message, left, backoff(left));
  }

  private static @Nullable RefusedException refusal(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RefusedException refused) {
        return refused;
      }
    }
    return null;
  }

  /** One second when many retries are left, doubling as they go. */
  private static Duration backoff(int left) {
    Duration backoff = Duration.ofSeconds(1L << Math.clamp(20L - left, 0, 9));
    return backoff.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff;
  }
}
