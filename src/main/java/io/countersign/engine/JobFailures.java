package io.countersign.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.exception.BpmnError;
import io.camunda.client.jobhandling.CommandExceptionHandlingStrategy;
import io.camunda.client.jobhandling.DefaultJobExceptionHandlingStrategy;
import io.camunda.client.metrics.MetricsRecorder;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Turns what a worker throws into a failed job that comes again.
 *
 * <p>While the history cannot be read a job keeps its retries: an outage of any length ends by
 * itself. Anything unexpected costs a retry and waits longer each time; the starter's own strategy
 * would use up all retries within a moment, and would write stack traces into the engine's log. The
 * message names the kind of failure only, because engine messages are exported.
 *
 * <p>The wait is ours and not the engine's, for the reason that {@link RetryTime} tells. Should
 * this application end meanwhile, the job times out and comes to another.
 */
@Component
class JobFailures extends DefaultJobExceptionHandlingStrategy implements DisposableBean {

  /** What comes back by itself costs a job none of its attempts. */
  private static final Set<ErrorCode> WAITED_FOR =
      Set.of(ErrorCode.HISTORY_UNAVAILABLE, ErrorCode.HALTS_UNAVAILABLE);

  private static final Logger LOG = LoggerFactory.getLogger(JobFailures.class);
  private static final Duration HISTORY_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** A job that waits longer must not time out before it has failed. */
  private static final Duration SAFELY_WITHIN_TIMEOUT = Duration.ofSeconds(10);

  private final JobCommands commands;
  private final CamundaClient client;
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("job-failures").factory());

  /**
   * @param client lazily, because it needs this to be made
   */
  JobFailures(
      CommandExceptionHandlingStrategy errors,
      MetricsRecorder metrics,
      JobCommands commands,
      @Lazy CamundaClient client) {
    super(errors, metrics);
    this.client = client;
    this.commands = commands;
  }

  @Override
  public void handleException(Exception failure, ExceptionHandlingContext context)
      throws Exception {
    if (failure instanceof BpmnError) {
      super.handleException(failure, context);
      return;
    }
    fail(failure, context.job(), Duration.ZERO);
  }

  /**
   * Lets a job come again as its failure says.
   *
   * @param waited how long it waited here since the engine gave it its deadline
   */
  void fail(Exception failure, ActivatedJob job, Duration waited) {
    if (causeOf(failure, RetryLaterException.class) instanceof RetryLaterException later) {
      commands.send(
          client
              .newFailCommand(job)
              .retries(later.retries())
              .errorMessage(later.getMessage())
              .variables(
                  Map.of(RetryTime.VARIABLE, RetryTime.after(job, waited.plus(later.pause())))),
          job);
    } else {
      failLater(job, answer(failure, job));
    }
  }

  private record Answer(String message, int retries, Duration pause) {}

  private void failLater(ActivatedJob job, Answer answer) {
    if (answer.pause().compareTo(SAFELY_WITHIN_TIMEOUT) > 0) {
      commands.send(
          client.newUpdateTimeoutCommand(job).timeout(answer.pause().plus(SAFELY_WITHIN_TIMEOUT)),
          job);
    }
    scheduler.schedule(
        () ->
            commands.send(
                client.newFailCommand(job).retries(answer.retries()).errorMessage(answer.message()),
                job),
        answer.pause().toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private static Answer answer(Exception failure, ActivatedJob job) {
    int left = Math.max(0, job.getRetries() - 1);
    RefusedException refused = causeOf(failure, RefusedException.class);
    if (refused != null && WAITED_FOR.contains(refused.code())) {
      return new Answer(refused.code().name(), job.getRetries(), HISTORY_PAUSE);
    }
    LOG.warn("Job {} {} failed", job.getType(), job.getKey(), failure);
    String message =
        refused != null
            ? refused.code().name()
            : ErrorCode.INTERNAL_ERROR + " " + failure.getClass().getSimpleName();
    return new Answer(message, left, pause(left));
  }

  private static <T extends Throwable> @Nullable T causeOf(Throwable failure, Class<T> type) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }

  /** One second when many retries are left, doubling as they go. */
  private static Duration pause(int left) {
    Duration pause = Duration.ofSeconds(1L << Math.clamp(20L - left, 0, 9));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  @Override
  public void destroy() {
    scheduler.shutdownNow();
  }
}
