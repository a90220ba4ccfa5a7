package io.countersign.models;

import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnEdge;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnShape;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a reader needs: processes and tasks that say what they are for, and a whole drawing. */
final class ReadingRules implements ProcessRule {

  private static final List<String> HEADINGS =
      List.of("Purpose:", "Owner:", "Started by:", "Ends:");

  @Override
  public Stream<ModelProblem> problems(ProcessModel process) {
    return Stream.concat(undocumented(process), notDrawn(process));
  }

  private static Stream<ModelProblem> undocumented(ProcessModel process) {
    return Stream.concat(process.all(Process.class).stream(), process.tasks().stream())
        .flatMap(
            element -> {
              String text =
                  element.getDocumentations().stream()
                      .findFirst()
                      .map(it -> it.getTextContent())
                      .orElse("");
              return HEADINGS.stream()
                  .filter(heading -> !text.contains(heading))
                  .limit(1)
                  .map(
                      heading ->
                          process.problem(
                              element,
                              "does not say \"" + heading + "\" in its documentation",
                              "document it in four lines, " + String.join(" … ", HEADINGS) + " …"));
            });
  }

  private static Stream<ModelProblem> notDrawn(ProcessModel process) {
    Set<BaseElement> drawn =
        Stream.concat(
                process.all(BpmnShape.class).stream().map(BpmnShape::getBpmnElement),
                process.all(BpmnEdge.class).stream().map(BpmnEdge::getBpmnElement))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return Stream.concat(
            process.all(FlowNode.class).stream(), process.all(SequenceFlow.class).stream())
        .filter(element -> !drawn.contains(element))
        .map(
            element ->
                process.problem(
                    element,
                    "runs but is not in the drawing",
                    "draw it in Modeler, or remove it from the file"));
  }
}
