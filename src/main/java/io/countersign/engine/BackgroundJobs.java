package io.countersign.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.jobhandling.CommandExceptionHandlingStrategy;
import io.camunda.client.jobhandling.CommandWrapper;
import io.camunda.client.metrics.MetricsRecorder;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

  private static final int COMMAND_ATTEMPTS = 10;

  private final CamundaClient client;
  private final CommandExceptionHandlingStrategy commands;
  private final MetricsRecorder metrics;
  private final JobFailures failures;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  BackgroundJobs(
      CamundaClient client,
      CommandExceptionHandlingStrategy commands,
      MetricsRecorder metrics,
      JobFailures failures) {
    this.client = client;
    this.commands = commands;
    this.metrics = metrics;
    this.failures = failures;
  }

  /** Completes the job with what the work gives, or lets it come again as its failure says. */
  public void run(ActivatedJob job, Callable<Map<String, Object>> work) {
    threads.execute(
        () -> {
          try {
            complete(job, work.call());
          } catch (Exception failure) {
            failures.fail(failure, job);
          }
        });
  }

  private void complete(ActivatedJob job, Map<String, Object> variables) {
    new CommandWrapper(
            client.newCompleteCommand(job).variables(variables),
            job,
            commands,
            metrics,
            COMMAND_ATTEMPTS)
        .executeAsync();
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
  }
}
