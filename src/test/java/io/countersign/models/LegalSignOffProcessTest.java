package io.countersign.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.UserTaskRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every path of the analyst's flow for contracts, started as the governance process calls it. */
@Timeout(60)
class LegalSignOffProcessTest {

  private static final Map<String, Object> COMPLETE =
      Map.of("latestVersion", true, "counterpartyChecked", true, "authorityChecked", true);

  private final ModelEngine engine = new ModelEngine();
  private final Instant openedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void legalChecksTheDocumentsUntilTheDeadlineOfTheStage() {
    start();

    UserTaskRecordValue task = awaitTask();

    assertThat(task.getElementId()).isEqualTo("Task_CheckDocuments");
    assertThat(task.getCandidateGroupsList()).containsExactly("legal");
    assertThat(task.getFormKey()).isPositive();
    assertThat(ZonedDateTime.parse(task.getDueDate()).toInstant())
        .isEqualTo(openedAt.plus(4, ChronoUnit.HOURS));
  }

  @Test
  void completeDocumentsGoToTheVoteOfTheStage() {
    start();

    submit(COMPLETE);

    awaitCompleted("EndEvent_StageDecided", "legal-sign-off");
    assertThat(verdict())
        .containsEntry("verdict", "rejected")
        .containsEntry("reason", "Nobody may decide it.");
    assertThat(inputOfTheVote()).containsOnlyKeys("action", "policy", "controlReason", "stage");
  }

  @Test
  void incompleteDocumentsAreRefusedWithoutAVote() {
    start();

    submit(Map.of("latestVersion", true, "counterpartyChecked", false, "authorityChecked", true));

    awaitCompleted("EndEvent_DocumentsRefused", "legal-sign-off");
    assertThat(verdict())
        .containsEntry("reached", true)
        .containsEntry("verdict", "rejected")
        .containsEntry("by", List.of())
        .containsEntry("reason", "The documents were not complete.");
    assertThat(completed("stage-review")).isEmpty();
  }

  @Test
  void anEmptyChecklistIsRefused() {
    start();

    submit(Map.of());

    awaitCompleted("EndEvent_DocumentsRefused", "legal-sign-off");
    assertThat(verdict()).containsEntry("verdict", "rejected");
  }

  @Test
  void uncheckedDocumentsTimeOut() {
    start();
    awaitTask();

    engine.letPass(Duration.ofHours(5));

    awaitCompleted("EndEvent_DocumentsRefused", "legal-sign-off");
    assertThat(verdict())
        .containsEntry("reached", true)
        .containsEntry("verdict", "timed_out")
        .containsEntry("reason", "Nobody checked the documents before the deadline.");
    assertThat(tasks(UserTaskIntent.CANCELED)).hasSize(1);
  }

  @Test
  void whoeverChecksTheDocumentsCannotDecide() {
    start();

    submit(
        Map.of(
            "checklist", Map.of("complete", true),
            "stage", Map.of("role", "support"),
            "verdict", Map.of("reached", true, "verdict", "approved")));

    awaitCompleted("EndEvent_DocumentsRefused", "legal-sign-off");
    assertThat(verdict()).containsEntry("verdict", "rejected");
    assertThat(variables("legal-sign-off"))
        .containsOnlyKeys("action", "policy", "controlReason", "stage", "checklist", "verdict");
    assertThat(variables("legal-sign-off").get("stage")).contains("\"role\":\"legal\"");
  }

  /** The engine with a vote that nobody may take part in, and one instance of the flow. */
  private void start() {
    engine.deployModels();
    engine.work(
        "seat-reviewers",
        job ->
            Map.of(
                "seating", Map.of("seats", List.of(), "satisfiable", false),
                "review", Map.of("who", "Contract agent")));
    engine.work(
        "count-votes",
        job ->
            Map.of(
                "verdict",
                Map.of("reached", true, "verdict", "rejected", "reason", "Nobody may decide it.")));
    engine
        .client()
        .newCreateInstanceCommand()
        .bpmnProcessId("legal-sign-off")
        .latestVersion()
        .variables(
            Map.of(
                "action", Map.of("id", "act_1", "summary", "Sign the lease"),
                "policy", Map.of("floor", "review"),
                "controlReason", "Signing a contract needs legal to approve.",
                "stage",
                    Map.of(
                        "name",
                        "Contract by legal",
                        "role",
                        "legal",
                        "approvals",
                        1,
                        "rejections",
                        1,
                        "openedAt",
                        openedAt.toString(),
                        "decideWithin",
                        "PT4H")))
        .send()
        .join();
  }

  private void submit(Map<String, Object> form) {
    engine.submit(awaitTask(), form);
  }

  private UserTaskRecordValue awaitTask() {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> tasks(UserTaskIntent.CREATED).stream().findFirst().orElse(null),
            Objects::nonNull);
  }

  private List<UserTaskRecordValue> tasks(UserTaskIntent intent) {
    return engine
        .records(UserTaskRecordValue.class)
        .filter(record -> record.getIntent() == intent)
        .map(Record::getValue)
        .toList();
  }

  private void awaitCompleted(String element, String process) {
    await().atMost(Duration.ofSeconds(20)).until(() -> completed(process).contains(element));
  }

  private List<String> completed(String process) {
    return engine
        .records(ProcessInstanceRecordValue.class)
        .filter(record -> record.getIntent() == ProcessInstanceIntent.ELEMENT_COMPLETED)
        .map(Record::getValue)
        .filter(value -> value.getBpmnProcessId().equals(process))
        .map(ProcessInstanceRecordValue::getElementId)
        .toList();
  }

  private Map<String, Object> verdict() {
    try {
      return ModelEngine.JSON
          .readerForMapOf(Object.class)
          .readValue(variables("legal-sign-off").get("verdict"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the called process began with: the variables it had before its first task. */
  private Map<String, String> inputOfTheVote() {
    Map<String, String> variables = variables("stage-review");
    variables.keySet().removeAll(List.of("seating", "review", "verdict", "reopened"));
    return variables;
  }

  /** The latest values of the variables of a process itself, as JSON. */
  private Map<String, String> variables(String process) {
    Map<String, String> latest = new java.util.TreeMap<>();
    engine
        .records(VariableRecordValue.class)
        .map(Record::getValue)
        .filter(value -> value.getBpmnProcessId().equals(process))
        .filter(value -> value.getScopeKey() == value.getProcessInstanceKey())
        .forEach(value -> latest.put(value.getName(), value.getValue()));
    return latest;
  }
}
