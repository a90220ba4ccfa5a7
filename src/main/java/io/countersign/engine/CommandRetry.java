package io.countersign.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.worker.BackoffSupplier;
import io.camunda.client.jobhandling.CommandExceptionHandlingStrategy;
import io.camunda.client.jobhandling.CommandWrapper;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends a job's complete, fail or error command again when the broker pushed it back.
 *
 * <p>The starter's own strategy (8.8.14) never does: the work would be done and the job would come
 * a second time only after its time-out, so the action would stand still for that long. A job that
 * is gone is left alone: another delivery of it was faster.
 *
 * @see CamundaClient
 */
@Component
class CommandRetry implements CommandExceptionHandlingStrategy, DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(CommandRetry.class);
  private static final Set<Status.Code> PUSHED_BACK =
      Set.of(
          Status.Code.RESOURCE_EXHAUSTED,
          Status.Code.UNAVAILABLE,
          Status.Code.DEADLINE_EXCEEDED,
          Status.Code.ABORTED);

  private final BackoffSupplier backoff =
      BackoffSupplier.newBackoffBuilder()
          .minDelay(Duration.ofMillis(20).toMillis())
          .maxDelay(Duration.ofSeconds(2).toMillis())
          .build();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("command-retry").factory());

  @Override
  public void handleCommandError(CommandWrapper command, Throwable cause) {
    Status.Code code = codeOf(cause);
    if (code == Status.Code.NOT_FOUND) {
      LOG.debug("The job is gone, another delivery was faster: {}", command);
    } else if (code != null && PUSHED_BACK.contains(code) && command.hasMoreRetries()) {
      command.increaseBackoffUsing(backoff);
      command.scheduleExecutionUsing(scheduler);
    } else {
      LOG.warn("A job command was refused ({}), the job will come again: {}", code, command, cause);
    }
  }

  static Status.@Nullable Code codeOf(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof StatusRuntimeException grpc) {
        return grpc.getStatus().getCode();
      }
      if (t instanceof ClientStatusException client) {
        return client.getStatusCode();
      }
    }
    return null;
  }

  @Override
  public void destroy() {
    scheduler.shutdownNow();
  }
}
