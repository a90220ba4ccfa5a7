package io.countersign.models;

import io.camunda.zeebe.model.bpmn.instance.Activity;
import io.camunda.zeebe.model.bpmn.instance.BoundaryEvent;
import io.camunda.zeebe.model.bpmn.instance.CompensateEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.Event;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.LinkEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.SubProcess;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** Which node follows which; a boundary event follows the activity it sits on. */
final class Paths {

  private final Map<FlowNode, Set<FlowNode>> following = new HashMap<>();
  private final Map<FlowNode, Set<FlowNode>> preceding = new HashMap<>();

  Paths(ProcessModel process) {
    for (SequenceFlow flow : process.all(SequenceFlow.class)) {
      connect(flow.getSource(), flow.getTarget());
    }
    for (BoundaryEvent event : process.all(BoundaryEvent.class)) {
      connect(event.getAttachedTo(), event);
    }
  }

  private void connect(FlowNode from, FlowNode to) {
    if (from != null && to != null) {
      following.computeIfAbsent(from, none -> new HashSet<>()).add(to);
      preceding.computeIfAbsent(to, none -> new HashSet<>()).add(from);
    }
  }

  /** The nodes that can be reached without passing one of the barriers. */
  Set<FlowNode> from(Collection<FlowNode> starts, Predicate<FlowNode> barrier) {
    return walk(starts, following, barrier);
  }

  Set<FlowNode> from(Collection<FlowNode> starts) {
    return from(starts, node -> false);
  }

  /** The nodes from which one of the ends can be reached. */
  Set<FlowNode> to(Collection<FlowNode> ends) {
    return walk(ends, preceding, node -> false);
  }

  private static Set<FlowNode> walk(
      Collection<FlowNode> starts,
      Map<FlowNode, Set<FlowNode>> steps,
      Predicate<FlowNode> barrier) {
    Set<FlowNode> reached = new HashSet<>(starts);
    Deque<FlowNode> open = new ArrayDeque<>(starts);
    while (!open.isEmpty()) {
      FlowNode node = open.pop();
      if (!barrier.test(node)) {
        steps.getOrDefault(node, Set.of()).stream().filter(reached::add).forEach(open::push);
      }
    }
    return reached;
  }

  /** The nodes directly in a process or sub-process. */
  static List<FlowNode> nodesIn(ProcessModel process, ModelElementInstance scope) {
    return process.all(FlowNode.class).stream()
        .filter(node -> scope.equals(node.getParentElement()))
        .toList();
  }

  /** Whether sequence flows do not lead to the node: an event or a compensation starts it. */
  static boolean aside(FlowNode node) {
    return node instanceof SubProcess inner && inner.triggeredByEvent()
        || node instanceof Activity activity && activity.isForCompensation()
        || node instanceof BoundaryEvent event && is(event, CompensateEventDefinition.class);
  }

  /** Whether the event is one end of a link, which leads elsewhere without a sequence flow. */
  static boolean link(FlowNode node) {
    return node instanceof Event event && is(event, LinkEventDefinition.class);
  }

  private static boolean is(Event event, Class<? extends ModelElementInstance> definition) {
    return !event.getChildElementsByType(definition).isEmpty();
  }
}
