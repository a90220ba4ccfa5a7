package io.countersign.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.ServiceTask;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnEdge;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnShape;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeHeader;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeInput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeIoMapping;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskHeaders;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Modeler copied from the template into the example is still what the template says. */
class ExampleFollowsTemplateTest {

  private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";

  private final ElementTemplate template = ElementTemplate.read();
  private final BpmnModelInstance example =
      Bpmn.readModelFromFile(new File("connectors/examples/refund-with-approval.bpmn"));
  private final ServiceTask task = example.getModelElementById("Task_ProposeRefund");

  @Test
  void theTaskNamesTheTemplateAndItsVersion() {
    assertThat(task.getAttributeValueNs(ZEEBE, "modelerTemplate"))
        .isEqualTo(template.json().path("id").asText());
    assertThat(task.getAttributeValueNs(ZEEBE, "modelerTemplateVersion"))
        .isEqualTo(template.json().path("version").asText());
    assertThat(task.getAttributeValueNs(ZEEBE, "modelerTemplateIcon"))
        .isEqualTo(template.json().at("/icon/contents").asText());
  }

  @Test
  void theJobAndItsHeadersAreThoseOfTheTemplate() {
    ZeebeTaskDefinition definition = task.getSingleExtensionElement(ZeebeTaskDefinition.class);
    Map<String, String> headers = new LinkedHashMap<>();
    for (ZeebeHeader header : task.getSingleExtensionElement(ZeebeTaskHeaders.class).getHeaders()) {
      headers.put(header.getKey(), header.getValue());
    }

    assertThat(Map.of("type", definition.getType(), "retries", definition.getRetries()))
        .isEqualTo(template.bound("zeebe:taskDefinition", "property", Map.of()));
    assertThat(headers).isEqualTo(template.bound("zeebe:taskHeader", "key", Map.of()));
  }

  @Test
  void hiddenInputsAreThoseOfTheTemplateAndTheOthersComeInItsOrder() {
    Map<String, String> written = new LinkedHashMap<>();
    for (ZeebeInput input : mapping().getInputs()) {
      written.put(input.getTarget(), input.getSource());
    }

    List<String> order = new ArrayList<>();
    for (JsonNode property : template.properties()) {
      String target = property.at("/binding/name").asText();
      if (property.path("type").asText().equals("Hidden") && !target.isEmpty()) {
        assertThat(written).containsEntry(target, property.path("value").asText());
      }
      if (written.containsKey(target)) {
        order.add(target);
      } else if (property.at("/binding/type").asText().equals("zeebe:input")) {
        assertThat(property.path("optional").asBoolean()).as(target).isTrue();
      }
    }
    assertThat(written.keySet()).containsExactlyElementsOf(order);
  }

  @Test
  void onlyTheResultLeavesTheTask() {
    assertThat(mapping().getOutputs())
        .singleElement()
        .satisfies(
            output ->
                assertThat(Map.of(output.getSource(), output.getTarget()))
                    .isEqualTo(template.bound("zeebe:output", "source", Map.of())));
  }

  @Test
  void everythingIsNamedAfterItsFileAndDrawn() {
    assertThat(example.getModelElementsByType(Process.class))
        .extracting(Process::getId)
        .containsExactly("refund-with-approval");
    assertThat(example.getModelElementsByType(BpmnShape.class))
        .extracting(shape -> shape.getBpmnElement().getId())
        .containsAll(
            example.getModelElementsByType(FlowNode.class).stream().map(FlowNode::getId).toList());
    assertThat(example.getModelElementsByType(BpmnEdge.class))
        .extracting(edge -> edge.getBpmnElement().getId())
        .containsAll(
            example.getModelElementsByType(SequenceFlow.class).stream()
                .map(SequenceFlow::getId)
                .toList());
  }

  private ZeebeIoMapping mapping() {
    return task.getSingleExtensionElement(ZeebeIoMapping.class);
  }
}
