package io.countersign.models;

import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.BpmnModelElementInstance;
import io.camunda.zeebe.model.bpmn.instance.CallActivity;
import io.camunda.zeebe.model.bpmn.instance.CatchEvent;
import io.camunda.zeebe.model.bpmn.instance.MessageEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.ScriptTask;
import io.camunda.zeebe.model.bpmn.instance.SignalEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.UserTask;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledElement;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeIoMapping;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeScript;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeUserTask;
import java.util.stream.Stream;

/** Nothing leaks: what a task, a message or a called process brings is named in the model. */
final class VariableRules implements ProcessRule {

  private static final String OUTPUT = "give it an output mapping that names what it brings; ";

  @Override
  public Stream<ModelProblem> problems(ProcessModel process) {
    return Stream.of(unnamed(process), messages(process), engineTasks(process), calls(process))
        .flatMap(it -> it);
  }

  private static Stream<ModelProblem> unnamed(ProcessModel process) {
    return process.tasks().stream()
        .filter(task -> !(task instanceof ScriptTask && has(task, ZeebeScript.class)))
        .filter(task -> !namesOutput(task))
        .map(
            task ->
                process.problem(
                    task,
                    "does not name what leaves it",
                    OUTPUT
                        + (task instanceof UserTask
                            ? "without one, whoever submits the form can overwrite any variable of"
                                + " the process"
                            : "without one, whoever completes it can overwrite any variable of"
                                + " the process")));
  }

  private static Stream<ModelProblem> messages(ProcessModel process) {
    return process.all(CatchEvent.class).stream()
        .filter(
            event ->
                !event.getChildElementsByType(MessageEventDefinition.class).isEmpty()
                    || !event.getChildElementsByType(SignalEventDefinition.class).isEmpty())
        .filter(event -> !namesOutput(event))
        .map(
            event ->
                process.problem(
                    event,
                    "does not name what its message brings",
                    OUTPUT + "without one, the sender can overwrite any variable of the process"));
  }

  private static Stream<ModelProblem> engineTasks(ProcessModel process) {
    return process.all(UserTask.class).stream()
        .filter(task -> !has(task, ZeebeUserTask.class))
        .map(
            task ->
                process.problem(
                    task,
                    "is a job and no task of the engine, so its history has no assignee",
                    "choose \"Zeebe user task\" as its implementation"));
  }

  private static Stream<ModelProblem> calls(ProcessModel process) {
    return process.all(CallActivity.class).stream()
        .filter(
            call -> {
              ZeebeCalledElement called = call.getSingleExtensionElement(ZeebeCalledElement.class);
              return called != null
                  && (called.isPropagateAllChildVariablesEnabled()
                      || called.isPropagateAllParentVariablesEnabled());
            })
        .map(
            call ->
                process.problem(
                    call,
                    "passes all variables to the called process or takes all from it",
                    "switch both \"propagate all variables\" off and name them in mappings"));
  }

  private static boolean namesOutput(BaseElement element) {
    ZeebeIoMapping mapping = element.getSingleExtensionElement(ZeebeIoMapping.class);
    return mapping != null && !mapping.getOutputs().isEmpty();
  }

  private static boolean has(
      BaseElement element, Class<? extends BpmnModelElementInstance> extension) {
    return element.getSingleExtensionElement(extension) != null;
  }
}
