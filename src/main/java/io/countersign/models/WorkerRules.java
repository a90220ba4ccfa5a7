package io.countersign.models;

import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeExecutionListener;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListener;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/** Every job has somebody who works on it, else the process waits for ever. */
final class WorkerRules implements ProcessRule {

  private final Known known;

  WorkerRules(Known known) {
    this.known = known;
  }

  @Override
  public Stream<ModelProblem> problems(ProcessModel process) {
    return Stream.of(
            unknown(process, ZeebeTaskDefinition.class, ZeebeTaskDefinition::getType),
            unknown(process, ZeebeExecutionListener.class, ZeebeExecutionListener::getType),
            unknown(process, ZeebeTaskListener.class, ZeebeTaskListener::getType))
        .flatMap(it -> it);
  }

  private <T extends ModelElementInstance> Stream<ModelProblem> unknown(
      ProcessModel process, Class<T> kind, Function<T, @Nullable String> type) {
    return process.all(kind).stream()
        .filter(job -> nobodyWorksOn(type.apply(job)))
        .map(
            job ->
                process.problem(
                    job,
                    "has the job type \"" + type.apply(job) + "\", which nobody works on",
                    "correct it to one of "
                        + String.join(", ", new TreeSet<>(known.jobTypes()))
                        + ", or name a worker of your own with --extra-job-types"));
  }

  private boolean nobodyWorksOn(@Nullable String type) {
    return type != null && !type.startsWith("=") && !known.jobTypes().contains(type);
  }
}
