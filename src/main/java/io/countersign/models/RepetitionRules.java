package io.countersign.models;

import io.camunda.zeebe.model.bpmn.instance.ExclusiveGateway;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.SubProcess;
import io.camunda.zeebe.model.bpmn.instance.UserTask;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeLoopCharacteristics;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A task that many people get ends when it is decided, and is not passed because nobody was there:
 * over an empty list the engine completes it at once.
 */
final class RepetitionRules implements ProcessRule {

  @Override
  public Stream<ModelProblem> problems(ProcessModel process) {
    return process.all(UserTask.class).stream().flatMap(task -> repeated(process, task));
  }

  private static Stream<ModelProblem> repeated(ProcessModel process, UserTask task) {
    if (!(task.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics loop)) {
      return Stream.empty();
    }
    Stream.Builder<ModelProblem> problems = Stream.builder();
    if (loop.getCompletionCondition() == null) {
      problems.add(
          process.problem(
              task,
              "waits for everybody even when all is decided",
              "give the repetition a completion condition"));
    }
    ZeebeLoopCharacteristics over = loop.getSingleExtensionElement(ZeebeLoopCharacteristics.class);
    String list = over == null ? null : over.getInputCollection();
    if (list != null && !guarded(process, new Paths(process), task, variable(list))) {
      problems.add(
          process.problem(
              task,
              "is passed at once when the list " + list + " is empty",
              "ask before it, with an exclusive gateway on every path, whether "
                  + variable(list)
                  + " has entries"));
    }
    return problems.build();
  }

  /** Whether no path leads to the node without a question about the variable. */
  private static boolean guarded(
      ProcessModel process, Paths paths, FlowNode node, String variable) {
    Pattern mention = Pattern.compile("\\b" + Pattern.quote(variable) + "\\b");
    List<FlowNode> nodes = Paths.nodesIn(process, node.getParentElement());
    List<FlowNode> starts = nodes.stream().filter(StartEvent.class::isInstance).toList();
    Set<FlowNode> unasked = paths.from(starts, it -> asks(process, it, mention));
    return !unasked.contains(node)
        || node.getParentElement() instanceof SubProcess around
            && guarded(process, paths, around, variable);
  }

  private static boolean asks(ProcessModel process, FlowNode node, Pattern mention) {
    return node instanceof ExclusiveGateway
        && process.leaving(node).size() > 1
        && process.leaving(node).stream()
            .map(flow -> flow.getConditionExpression())
            .filter(Objects::nonNull)
            .anyMatch(condition -> mention.matcher(condition.getTextContent()).find());
  }

  /** {@code seating} of {@code =seating.seats}. */
  private static String variable(String expression) {
    return expression.replaceFirst("^=\\s*", "").replaceFirst("[^\\w].*$", "");
  }
}
