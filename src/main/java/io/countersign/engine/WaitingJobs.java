package io.countersign.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Jobs that wait here until they may be tried.
 *
 * <p>The engine would bring a job back when it times out. But a job that has timed out once may
 * never do so again until the broker is restarted: Zeebe 8.6 can believe that the command is
 * written already (camunda/camunda issue 29735, seen in our own log). So a job goes on where it
 * waits, and times out only if the application ends meanwhile.
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

  private final CamundaClient client;
  private final JobCommands commands;
  private final int most;
  private final Map<Long, Future<?>> waiting = new ConcurrentHashMap<>();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("waiting-jobs").factory());

  @Autowired
  WaitingJobs(CamundaClient client, JobCommands commands) {
    this(client, commands, MOST);
  }

  WaitingJobs(CamundaClient client, JobCommands commands, int most) {
    this.client = client;
    this.commands = commands;
    this.most = most;
  }

  /** Lets a job wait for so long, and then go on as it is told. */
  void add(ActivatedJob job, Duration pause, Runnable next) {
    boolean here = waiting.size() < most;
    Duration timeout = here ? pause.plus(NET) : pause;
    commands.send(client.newUpdateTimeoutCommand(job).timeout(timeout), job);
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
