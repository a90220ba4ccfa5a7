package io.countersign.models;

import io.camunda.zeebe.model.bpmn.instance.ExclusiveGateway;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.InclusiveGateway;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import java.util.stream.Stream;

/** Where a process asks, every answer is named, and what no answer fits has a way too. */
final class SplitRules implements ProcessRule {

  @Override
  public Stream<ModelProblem> problems(ProcessModel process) {
    return Stream.concat(
        process.splits(ExclusiveGateway.class).stream()
            .flatMap(split -> split(process, split, split.getDefault())),
        process.splits(InclusiveGateway.class).stream()
            .flatMap(split -> split(process, split, split.getDefault())));
  }

  private static Stream<ModelProblem> split(
      ProcessModel process, FlowNode split, SequenceFlow otherwise) {
    Stream<ModelProblem> withoutDefault =
        otherwise == null
            ? Stream.of(
                process.problem(
                    split,
                    "has no default flow, so an answer nobody thought of stops the process",
                    "make the flow that refuses the default flow"))
            : Stream.empty();
    return Stream.concat(
        withoutDefault,
        process.leaving(split).stream().flatMap(flow -> answer(process, flow, otherwise)));
  }

  private static Stream<ModelProblem> answer(
      ProcessModel process, SequenceFlow flow, SequenceFlow otherwise) {
    boolean conditional = flow.getConditionExpression() != null;
    Stream.Builder<ModelProblem> problems = Stream.builder();
    if (flow.getName() == null || flow.getName().isBlank()) {
      problems.add(
          process.problem(flow, "does not say which answer it is", "name the flow, such as Yes"));
    }
    if (flow.equals(otherwise) && conditional) {
      problems.add(
          process.problem(flow, "is the default flow and has a condition", "remove the condition"));
    }
    if (!flow.equals(otherwise) && otherwise != null && !conditional) {
      problems.add(
          process.problem(flow, "has no condition", "say with a condition when it is taken"));
    }
    return problems.build();
  }
}
