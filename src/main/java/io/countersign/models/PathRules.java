package io.countersign.models;

import io.camunda.zeebe.model.bpmn.instance.AdHocSubProcess;
import io.camunda.zeebe.model.bpmn.instance.EndEvent;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.IntermediateThrowEvent;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.SubProcess;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** Everything drawn can happen, and whatever has begun comes to an end. */
final class PathRules implements ProcessRule {

  @Override
  public Stream<ModelProblem> problems(ProcessModel process) {
    Paths paths = new Paths(process);
    return Stream.concat(
        process.all(SequenceFlow.class).stream()
            .filter(flow -> flow.getSource() == null || flow.getTarget() == null)
            .map(
                flow ->
                    process.problem(
                        flow, "connects to nothing", "draw the flow between two elements")),
        Stream.concat(process.all(Process.class).stream(), process.all(SubProcess.class).stream())
            .filter(scope -> !(scope instanceof AdHocSubProcess))
            .flatMap(scope -> problems(process, paths, scope)));
  }

  private static Stream<ModelProblem> problems(
      ProcessModel process, Paths paths, ModelElementInstance scope) {
    List<FlowNode> nodes =
        Paths.nodesIn(process, scope).stream().filter(node -> !Paths.aside(node)).toList();
    List<FlowNode> loose =
        nodes.stream().filter(node -> !ends(node) && process.leaving(node).isEmpty()).toList();
    Set<FlowNode> reached = paths.from(nodes.stream().filter(PathRules::begins).toList());
    Set<FlowNode> ending =
        paths.to(nodes.stream().filter(node -> ends(node) || loose.contains(node)).toList());
    boolean interrupted = interruptible(process, scope);

    return Stream.of(
            loose.stream()
                .map(
                    node ->
                        process.problem(
                            node,
                            "leads nowhere",
                            "draw a flow from it to what comes next, or to an end event")),
            nodes.stream()
                .filter(node -> !reached.contains(node))
                .map(
                    node ->
                        process.problem(
                            node,
                            "is never reached from a start event",
                            "draw a flow to it, or remove it")),
            nodes.stream()
                .filter(node -> !interrupted && !ending.contains(node))
                .map(
                    node ->
                        process.problem(
                            node,
                            "is on a loop that no path leaves",
                            "give the loop a way to an end event")))
        .flatMap(it -> it);
  }

  private static boolean begins(FlowNode node) {
    return node instanceof StartEvent
        || Paths.link(node) && !(node instanceof IntermediateThrowEvent);
  }

  private static boolean ends(FlowNode node) {
    return node instanceof EndEvent || Paths.link(node) && node instanceof IntermediateThrowEvent;
  }

  /** An event sub-process that interrupts ends even what would go round for ever. */
  private static boolean interruptible(ProcessModel process, ModelElementInstance scope) {
    return Paths.nodesIn(process, scope).stream()
        .filter(node -> node instanceof SubProcess inner && inner.triggeredByEvent())
        .flatMap(inner -> Paths.nodesIn(process, inner).stream())
        .anyMatch(node -> node instanceof StartEvent start && start.isInterrupting());
  }
}
