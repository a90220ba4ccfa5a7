package io.countersign.engine;

import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.jobhandling.CommandExceptionHandlingStrategy;
import io.camunda.client.jobhandling.CommandWrapper;
import io.camunda.client.metrics.MetricsRecorder;
import org.springframework.stereotype.Component;

/** Sends commands about a job, and again when the broker pushes them back. */
@Component
class JobCommands {

  private static final int ATTEMPTS = 10;

  private final CommandExceptionHandlingStrategy errors;
  private final MetricsRecorder metrics;

  JobCommands(CommandExceptionHandlingStrategy errors, MetricsRecorder metrics) {
    this.errors = errors;
    this.metrics = metrics;
  }

  /** Returns at once; a command that fails for good is logged, and the job comes again. */
  void send(FinalCommandStep<?> command, ActivatedJob job) {
    new CommandWrapper(command, job, errors, metrics, ATTEMPTS).executeAsync();
  }
}
