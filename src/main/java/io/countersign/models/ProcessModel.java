package io.countersign.models;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.Activity;
import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.CallActivity;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Gateway;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.Task;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.xml.ModelException;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** One BPMN file, and what the rules ask of it. */
record ProcessModel(String file, BpmnModelInstance model) {

  static ProcessModel read(String file, byte[] content) throws UnreadableModelException {
    try {
      return new ProcessModel(file, Bpmn.readModelFromStream(new ByteArrayInputStream(content)));
    } catch (ModelException unreadable) {
      throw new UnreadableModelException(unreadable);
    }
  }

  <T extends ModelElementInstance> List<T> all(Class<T> type) {
    return List.copyOf(model.getModelElementsByType(type));
  }

  List<String> ids() {
    return all(Process.class).stream().map(Process::getId).toList();
  }

  /** Where work is done: tasks of all kinds and call activities. */
  List<Activity> tasks() {
    return Stream.concat(all(Task.class).stream(), all(CallActivity.class).stream())
        .map(Activity.class::cast)
        .toList();
  }

  /** The flows that leave a node, as the engine reads them. */
  List<SequenceFlow> leaving(FlowNode node) {
    return all(SequenceFlow.class).stream().filter(flow -> node.equals(flow.getSource())).toList();
  }

  /** The gateways of a kind that lead to several nodes. */
  <T extends Gateway> List<T> splits(Class<T> kind) {
    return all(kind).stream().filter(gateway -> leaving(gateway).size() > 1).toList();
  }

  ModelProblem problem(ModelElementInstance element, String what, String mend) {
    return new ModelProblem(file, title(element), what, mend);
  }

  /** Id and name of the closest element that has an id. */
  static String title(ModelElementInstance element) {
    ModelElementInstance named = element;
    while (named != null && !(named instanceof BaseElement base && base.getId() != null)) {
      named = named.getParentElement();
    }
    List<String> words = new ArrayList<>();
    if (named instanceof BaseElement base) {
      words.add(base.getId());
    }
    String name =
        switch (named) {
          case FlowElement it -> it.getName();
          case Process it -> it.getName();
          case null, default -> null;
        };
    if (name != null && !name.isBlank()) {
      words.add("(" + name + ")");
    }
    return words.isEmpty() ? "the model" : String.join(" ", words);
  }
}
