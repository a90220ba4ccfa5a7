package io.countersign.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessMessageSubscriptionIntent;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessMessageSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The in-memory engine of Camunda 8.8, with the REST connector at work. */
final class ConnectorEngine implements AutoCloseable {

  private final ZeebeTestEngine engine = EngineFactory.create();
  private final CamundaClient client;

  ConnectorEngine(Map<String, String> secrets) {
    engine.start();
    client =
        CamundaClient.newClientBuilder()
            .grpcAddress(URI.create("http://" + engine.getGatewayAddress()))
            .preferRestOverGrpc(false)
            .build();
    ConnectorRuntime.open(client, secrets);
  }

  CamundaClient client() {
    return client;
  }

  void run(Path model, Map<String, ?> variables) {
    client.newDeployResourceCommand().addResourceFile(model.toString()).send().join();
    start(model.getFileName().toString().replace(".bpmn", ""), variables);
  }

  void run(String id, BpmnModelInstance model, Map<String, ?> variables) {
    client.newDeployResourceCommand().addProcessModel(model, id + ".bpmn").send().join();
    start(id, variables);
  }

  private void start(String id, Map<String, ?> variables) {
    client
        .newCreateInstanceCommand()
        .bpmnProcessId(id)
        .latestVersion()
        .variables(variables)
        .send()
        .join();
  }

  void letPass(Duration time) {
    engine.increaseTime(time);
  }

  void awaitEnd(String endEvent) {
    await().until(() -> completed().contains(endEvent) || !incidents().isEmpty());
    assertThat(incidents()).isEmpty();
    assertThat(completed()).contains(endEvent);
  }

  void awaitSubscription(String message) {
    await()
        .until(
            () ->
                records(
                        ProcessMessageSubscriptionRecordValue.class,
                        ProcessMessageSubscriptionIntent.CREATED)
                    .anyMatch(it -> it.getMessageName().equals(message)));
  }

  /** The first incident's message. */
  String awaitIncident() {
    return await().until(() -> incidents(), incidents -> !incidents.isEmpty()).getFirst();
  }

  List<String> incidents() {
    return records(IncidentRecordValue.class, IncidentIntent.CREATED)
        .map(it -> it.getErrorType() + ": " + it.getErrorMessage())
        .toList();
  }

  List<String> completed() {
    return records(ProcessInstanceRecordValue.class, ProcessInstanceIntent.ELEMENT_COMPLETED)
        .map(ProcessInstanceRecordValue::getElementId)
        .toList();
  }

  /** The names of the variables that the process ends with, or has now. */
  List<String> processVariables() {
    return values(VariableRecordValue.class)
        .filter(it -> it.getScopeKey() == it.getProcessInstanceKey())
        .map(VariableRecordValue::getName)
        .distinct()
        .toList();
  }

  /** The latest value of a variable in the process, as JSON. */
  String variable(String name) {
    return values(VariableRecordValue.class)
        .filter(it -> it.getScopeKey() == it.getProcessInstanceKey())
        .filter(it -> it.getName().equals(name))
        .reduce((first, second) -> second)
        .orElseThrow()
        .getValue();
  }

  /** Everything the engine wrote down, as JSON. */
  String log() {
    return allRecords().map(Record::toJson).reduce("", (all, one) -> all + one + "\n");
  }

  private <T extends RecordValue> Stream<T> records(Class<T> type, Intent intent) {
    return allRecords()
        .filter(it -> it.getIntent() == intent)
        .filter(it -> type.isInstance(it.getValue()))
        .map(it -> type.cast(it.getValue()));
  }

  private <T extends RecordValue> Stream<T> values(Class<T> type) {
    return allRecords().map(Record::getValue).filter(type::isInstance).map(type::cast);
  }

  private Stream<Record<?>> allRecords() {
    return StreamSupport.stream(engine.getRecordStreamSource().getRecords().spliterator(), false);
  }

  @Override
  public void close() throws ClientException {
    client.close();
    engine.stop();
  }
}
