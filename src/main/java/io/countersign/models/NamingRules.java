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
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names in business words, ids that a person chose: both are read in forms and timelines. */
final class NamingRules implements ProcessRule {

  private static final Pattern GENERATED =
      Pattern.compile("(Activity|Event|Gateway|Flow|Message|Error|Rule|DecisionRule)_[0-9a-z]{7}");
  private static final Pattern ID_LIKE = Pattern.compile("\\w+_\\w+");

  /** How the ids of a kind begin. */
  private static final Map<Class<? extends FlowElement>, String> PREFIXES =
      Map.of(
          StartEvent.class, "StartEvent_",
          EndEvent.class, "EndEvent_",
          BoundaryEvent.class, "BoundaryEvent_",
          IntermediateCatchEvent.class, "CatchEvent_",
          IntermediateThrowEvent.class, "ThrowEvent_",
          Gateway.class, "Gateway_",
          Task.class, "Task_",
          CallActivity.class, "CallActivity_",
          SubProcess.class, "SubProcess_",
          SequenceFlow.class, "SequenceFlow_");

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
    return PREFIXES.entrySet().stream()
        .flatMap(
            kind ->
                process.all(kind.getKey()).stream()
                    .filter(element -> !chosen(element.getId(), kind.getValue()))
                    .map(
                        element ->
                            process.problem(
                                element,
                                "has an id that does not tell what it is",
                                "choose an id such as " + kind.getValue() + "WhatItDoes")));
  }

  /** More may stand before the prefix, such as {@code IntermediateCatchEvent_}. */
  private static boolean chosen(String id, String prefix) {
    return id != null
        && id.matches("([A-Z][A-Za-z]*)?" + prefix + "[A-Z][A-Za-z0-9]*")
        && !GENERATED.matcher(id).matches();
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

  private static boolean inWords(String name) {
    return name != null && !name.isBlank() && !ID_LIKE.matcher(name).matches();
  }
}
