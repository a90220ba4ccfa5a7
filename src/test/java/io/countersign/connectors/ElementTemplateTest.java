package io.countersign.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.instance.ServiceTask;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeHeader;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeInput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeIoMapping;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskHeaders;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The template and the example that it was applied to say the same. */
class ElementTemplateTest {

  private final JsonNode template =
      new ObjectMapper().readTree(new File("connectors/propose-governed-action.json"));
  private final ServiceTask example =
      Bpmn.readModelFromFile(new File("connectors/examples/refund-with-approval.bpmn"))
          .getModelElementById("Task_ProposeRefund");

  ElementTemplateTest() throws IOException {}

  @Test
  void usesTheRestConnectorsJobType() {
    assertThat(template.at("/properties/0/value").asText()).isEqualTo("io.camunda:http-json:1");
  }

  @Test
  void offersEveryInputThatTheExampleUses() {
    List<String> used =
        example.getSingleExtensionElement(ZeebeIoMapping.class).getInputs().stream()
            .map(ZeebeInput::getTarget)
            .toList();

    assertThat(bindings("zeebe:input", "name")).containsAll(used);
  }

  @Test
  void fixesWhatTheExampleMustNotChange() {
    for (ZeebeHeader header :
        example.getSingleExtensionElement(ZeebeTaskHeaders.class).getHeaders()) {
      assertThat(valueOf("zeebe:taskHeader", "key", header.getKey()))
          .describedAs(header.getKey())
          .isEqualTo(header.getValue());
    }
    for (ZeebeInput input : example.getSingleExtensionElement(ZeebeIoMapping.class).getInputs()) {
      if (List.of("method", "url", "headers", "authentication.type").contains(input.getTarget())) {
        assertThat(valueOf("zeebe:input", "name", input.getTarget())).isEqualTo(input.getSource());
      }
    }
  }

  @Test
  void neverHoldsAKey() {
    assertThat(valueOf("zeebe:input", "name", "authentication.token"))
        .isEqualTo("{{secrets.COUNTERSIGN_AGENT_KEY}}");
  }

  private List<String> bindings(String type, String name) {
    return properties().stream()
        .filter(it -> it.at("/binding/type").asText().equals(type))
        .map(it -> it.path("binding").path(name).asText())
        .toList();
  }

  private String valueOf(String type, String name, String is) {
    return properties().stream()
        .filter(it -> it.at("/binding/type").asText().equals(type))
        .filter(it -> it.path("binding").path(name).asText().equals(is))
        .map(it -> it.path("value").asText())
        .findFirst()
        .orElse("");
  }

  private List<JsonNode> properties() {
    return StreamSupport.stream(template.path("properties").spliterator(), false).toList();
  }
}
