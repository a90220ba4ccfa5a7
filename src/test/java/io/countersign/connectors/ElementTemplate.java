package io.countersign.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The element template of the folder {@code connectors}, applied as Camunda Modeler applies it. */
record ElementTemplate(JsonNode json) {

  static final Path FILE = Path.of("connectors/propose-governed-action.json");

  static ElementTemplate read() {
    try {
      return new ElementTemplate(new ObjectMapper().readTree(FILE.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<JsonNode> properties() {
    return StreamSupport.stream(json.path("properties").spliterator(), false).toList();
  }

  /** What Modeler writes for bindings of this type, by name; fields left empty are left out. */
  Map<String, String> bound(String type, String name, Map<String, String> filledIn) {
    Map<String, String> bound = new LinkedHashMap<>();
    for (JsonNode property : properties()) {
      JsonNode value = property.path("value");
      String written = filledIn.getOrDefault(property.path("id").asText(), value.asText());
      if (property.at("/binding/type").asText().equals(type) && !written.isEmpty()) {
        bound.put(property.at("/binding/" + name).asText(), written);
      }
    }
    return bound;
  }

  /** A process whose only task is the template with these fields filled in. */
  BpmnModelInstance process(String id, Map<String, String> filledIn) {
    Map<String, String> definition = bound("zeebe:taskDefinition", "property", filledIn);
    return Bpmn.createExecutableProcess(id)
        .startEvent()
        .serviceTask(
            "Task_Propose",
            task -> {
              task.zeebeJobType(definition.get("type"));
              task.zeebeJobRetries(definition.get("retries"));
              bound("zeebe:input", "name", filledIn)
                  .forEach((target, source) -> task.zeebeInput(source, target));
              bound("zeebe:taskHeader", "key", filledIn).forEach(task::zeebeTaskHeader);
              bound("zeebe:output", "source", filledIn).forEach(task::zeebeOutput);
            })
        .endEvent("EndEvent_Proposed")
        .done();
  }
}
