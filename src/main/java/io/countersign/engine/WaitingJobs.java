package io.countersign.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.jobhandling.CommandExceptionHandlingStrategy;
import io.camunda.client.jobhandling.CommandWrapper;
import io.camunda.client.metrics.MetricsRecorder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Jobs that wait here until they may be tried.
 *
 * <p>The engine would bring a job back when it times out. But a job that has timed out once may
 * never do so again until the broker is restarted: Zeebe 8.6 can believe that the command is
 * written already (camunda/camunda issue 29735; of a hundred jobs that timed out, one was stuck).
 * So a job goes on where it waits, and times out only if the application ends meanwhile.
 */
@Component
class WaitingJobs implements DisposableBean {

  /** How long after its time the engine brings a job back that did not go on. */
  static final Duration NET = Duration.ofSeconds(30);

  /**
   * Further ones are left to the engine alone: a receiver that is away must not fill the memory.
   */
  private static final int MOST = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(WaitingJobs.class);
  private static final int COMMAND_ATTEMPTS = 10;

  private final CamundaClient client;
  private final CommandExceptionHandlingStrategy commands;
  private final MetricsRecorder metrics;
  private final Map<Long, Future<?>> waiting = new ConcurrentHashMap<>();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("waiting-jobs").factory());

  WaitingJobs(
      CamundaClient client, CommandExceptionHandlingStrategy commands, MetricsRecorder metrics) {
    this.client = client;
    this.commands = commands;
    this.metrics = metrics;
  }

  /** Lets a job wait for so long, and then go on as it is told. */
  void add(ActivatedJob job, Duration pause, Runnable next) {
    boolean here = waiting.size() < MOST;
    Duration timeout = here ? pause.plus(NET) : pause;
    new CommandWrapper(
            client.newUpdateTimeoutCommand(job).timeout(timeout),
            job,
            commands,
            metrics,
            COMMAND_ATTEMPTS)
        .executeAsync();
    if (here) {
      waiting.compute(job.getKey(), (key, before) -> after(pause, key, next));
    }
  }

  private Future<?> after(Duration pause, long jobKey, Runnable next) {
    return scheduler.schedule(
        () -> {
          waiting.remove(jobKey);
          next.run();
        },
        pause.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** The engine brought a job: it does not wait here any more. */
  void came(ActivatedJob job) {
    Future<?> next = waiting.remove(job.getKey());
    if (next != null) {
      next.cancel(false);
    }
  }

  /**
   * Keeps a job that waited from timing out while it is tried.
   *
   * @return whether it is still to be done; if the engine cannot say, it brings the job back itself
   */
  boolean isStillToDo(ActivatedJob job) {
    try {
      client.newUpdateTimeoutCommand(job).timeout(NET).requestTimeout(NET).send().join();
      return true;
    } catch (RuntimeException gone) {
      LOG.debug("Job {} {} does not go on here", job.getType(), job.getKey(), gone);
      return false;
    }
  }

  @Override
  public void destroy() {
    scheduler.shutdownNow();
  }
}
