package io.countersign.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.countersign.engine.RetryTime.TooEarlyException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Does jobs that wait for others on threads of their own, so that no wait holds a thread that all
 * workers share. The worker of such a job has {@code autoComplete = false}.
 *
 * <p>Should the application end meanwhile, the job times out and comes again.
 */
@Component
public class BackgroundJobs implements DisposableBean {

  private final CamundaClient client;
  private final JobCommands commands;
  private final JobFailures failures;
  private final WaitingJobs waiting;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  BackgroundJobs(
      CamundaClient client, JobCommands commands, JobFailures failures, WaitingJobs waiting) {
    this.client = client;
    this.commands = commands;
    this.failures = failures;
    this.waiting = waiting;
  }

  /**
   * Completes the job with what the work gives, or lets it come again as its failure says.
   *
   * @param retryFrom the variable of the job that says when it may be tried; null if at once
   */
  public void run(ActivatedJob job, @Nullable Long retryFrom, Callable<Map<String, Object>> work) {
    waiting.came(job);
    Duration left = RetryTime.left(job, retryFrom);
    if (left.isPositive()) {
      tryAfter(left, new Attempt(job, Duration.ZERO, work));
    } else {
      threads.execute(() -> make(new Attempt(job, Duration.ZERO, work)));
    }
  }

  /**
   * @param waited here, since the engine gave the job its deadline
   */
  private record Attempt(ActivatedJob job, Duration waited, Callable<Map<String, Object>> work) {}

  private void make(Attempt attempt) {
    try {
      var variables = attempt.work().call();
      commands.send(client.newCompleteCommand(attempt.job()).variables(variables), attempt.job());
    } catch (TooEarlyException early) {
      tryAfter(early.left(), attempt);
    } catch (Exception failure) {
      failures.fail(failure, attempt.job(), attempt.waited());
    }
  }

  private void tryAfter(Duration pause, Attempt attempt) {
    var next = new Attempt(attempt.job(), attempt.waited().plus(pause), attempt.work());
    Runnable goOn =
        () -> {
          if (waiting.isStillToDo(next.job())) {
            make(next);
          }
        };
    waiting.add(attempt.job(), pause, () -> threads.execute(goOn));
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
  }
}
