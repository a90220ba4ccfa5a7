package io.countersign.models;

import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.BoundaryEvent;
import io.camunda.zeebe.model.bpmn.instance.CallActivity;
import io.camunda.zeebe.model.bpmn.instance.EndEvent;
import io.camunda.zeebe.model.bpmn.instance.Event;
import io.camunda.zeebe.model.bpmn.instance.ExclusiveGateway;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.Gateway;
import io.camunda.zeebe.model.bpmn.instance.IntermediateCatchEvent;
import io.camunda.zeebe.model.bpmn.instance.IntermediateThrowEvent;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.SubProcess;
import io.camunda.zeebe.model.bpmn.instance.Task;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names in business words, ids that a person chose: both are read in forms and timelines. */
final class NamingRules implements ProcessRule {

  private static final Pattern GENERATED =
      Pattern.compile("(Activity|Event|Gateway|Flow|Message|Error|Rule|DecisionRule)_[0-9a-z]{7}");
  private static final Pattern ID_LIKE = Pattern.compile("\\w+_\\w+");

  private static final List<Kind> KINDS =
      List.of(
          new Kind(StartEvent.class, "StartEvent_"),
          new Kind(EndEvent.class, "EndEvent_"),
          new Kind(BoundaryEvent.class, "BoundaryEvent_"),
          new Kind(IntermediateCatchEvent.class, "Event_"),
          new Kind(IntermediateThrowEvent.class, "Event_"),
          new Kind(Gateway.class, "Gateway_"),
          new Kind(Task.class, "Task_"),
          new Kind(CallActivity.class, "CallActivity_"),
          new Kind(SubProcess.class, "(SubProcess|Activity)_"),
          new Kind(SequenceFlow.class, "SequenceFlow_"));

  /** How the ids of a kind begin; more may stand before it, such as {@code CatchEvent_}. */
  private record Kind(Class<? extends FlowElement> type, String prefix) {

    boolean chose(@Nullable String id) {
      return id != null
          && id.matches("([A-Z][A-Za-z]*)?" + prefix + "[A-Z][A-Za-z0-9]*")
          && !GENERATED.matcher(id).matches();
    }

    String example() {
      return prefix.replaceFirst("\\((\\w+)\\|.*\\)", "$1") + "WhatItDoes";
    }
  }

  @Override
  public Stream<ModelProblem> problems(ProcessModel process) {
    return Stream.of(fileName(process), ids(process), generated(process), names(process))
        .flatMap(it -> it);
  }

  private static Stream<ModelProblem> fileName(ProcessModel process) {
    String stem = process.file().replaceFirst("\\.bpmn$", "");
    if (process.ids().equals(List.of(stem))) {
      return Stream.empty();
    }
    return Stream.of(
        new ModelProblem(
            process.file(),
            String.join(", ", process.ids()),
            "is not the one process that the file is named after",
            "draw one process in a file and give both one name, here the id " + stem));
  }

  private static Stream<ModelProblem> ids(ProcessModel process) {
    return KINDS.stream()
        .flatMap(
            kind ->
                process.all(kind.type()).stream()
                    .filter(element -> !kind.chose(element.getId()))
                    .map(
                        element ->
                            process.problem(
                                element,
                                "has an id that does not tell what it is",
                                "choose an id such as " + kind.example())));
  }

  private static Stream<ModelProblem> generated(ProcessModel process) {
    return process.all(BaseElement.class).stream()
        .filter(element -> !(element instanceof FlowElement))
        .filter(element -> element.getId() != null && GENERATED.matcher(element.getId()).matches())
        .map(
            element ->
                process.problem(
                    element, "has an id that nobody chose", "choose one that tells what it is"));
  }

  private static Stream<ModelProblem> names(ProcessModel process) {
    return Stream.of(
            Stream.concat(
                    process.tasks().stream(),
                    Stream.concat(
                        process.all(Event.class).stream(), process.all(SubProcess.class).stream()))
                .filter(node -> !inWords(node.getName()))
                .map(
                    node ->
                        process.problem(
                            node,
                            "has no name in business words",
                            "name it as the people who work with it would")),
            process.all(Process.class).stream()
                .filter(it -> !inWords(it.getName()))
                .map(
                    it -> process.problem(it, "has no name in business words", "name the process")),
            process.splits(ExclusiveGateway.class).stream()
                .filter(split -> split.getName() == null || !split.getName().endsWith("?"))
                .map(
                    split ->
                        process.problem(
                            split,
                            "does not say what it asks",
                            "name it with a question that the names of its flows answer")))
        .flatMap(it -> it);
  }

  private static boolean inWords(@Nullable String name) {
    return name != null && !name.isBlank() && !ID_LIKE.matcher(name).matches();
  }
}
