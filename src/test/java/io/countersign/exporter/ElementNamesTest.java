package io.countersign.exporter;

import static io.countersign.exporter.GovernanceLog.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.value.JobKind;
import io.countersign.exporter.Narrator.Narrated;
import io.countersign.history.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences use the names that stand in the diagrams. */
class ElementNamesTest {

  private static final Path BPMN = Path.of("bpmn");

  private final GovernanceLog log = new GovernanceLog().proposed("act_1", 10);
  private OpenActions open = OpenActions.from(Optional.empty());

  @Test
  void tellsWhereTheProcessStandsByTheNameInTheDiagram() {
    log.process(MODEL, model("stage-review.bpmn")).incident(IncidentIntent.CREATED, 10);

    Entry entry = last();

    assertThat(entry.sentence())
        .isEqualTo("The process stands still at Count votes (JOB_NO_RETRIES): HISTORY_UNAVAILABLE");
    assertThat(entry.elementId()).isEqualTo("Task_CountVotes");

    log.incident(IncidentIntent.RESOLVED, 10);

    assertThat(last().sentence())
        .isEqualTo("The incident at Count votes (JOB_NO_RETRIES) was resolved.");
  }

  @Test
  void tellsWhichDeadlinePassedAndWhichTimeCame() {
    log.process(MODEL, model("stage-review.bpmn")).timer(10, "BoundaryEvent_ReviewOverdue");

    assertThat(last().sentence()).isEqualTo("The deadline passed: Review overdue.");

    log.process(MODEL, model("action-governance.bpmn")).timer(10, "CatchEvent_ExecuteByPassed");

    assertThat(last().sentence()).isEqualTo("The time came: Execute-by passed.");
    assertThat(last().elementId()).isEqualTo("CatchEvent_ExecuteByPassed");
  }

  @Test
  void tellsWhereAnOperatorIntervenedAndKeepsTheIds() {
    log.process(MODEL, model("action-governance.bpmn")).modified(10, "Task_AnnounceDecision");

    Entry modified = last();

    assertThat(modified.sentence())
        .isEqualTo(
            "An operator modified the running process: started Announce decision,"
                + " ended 0 element(s).");
    assertThat(modified.detail()).containsEntry("started", List.of("Task_AnnounceDecision"));

    log.startedAt(66, "Task_AnnounceDecision");

    Entry started = last();

    assertThat(started.sentence())
        .isEqualTo(
            "The governance of an action was started past the intake, at Announce decision.");
    assertThat(started.detail()).containsEntry("elements", List.of("Task_AnnounceDecision"));
  }

  @Test
  void namesWorkAsTheDiagramDoesAndNotByItsType() {
    log.process(MODEL, bpmn("<serviceTask id='Task' name='Ask the credit agency' />"))
        .job(JobIntent.COMPLETED, "http-json-1", 10, Map.of());

    assertThat(last().sentence()).isEqualTo("Ask the credit agency was done.");
    assertThat(last().facts()).containsEntry("work", "http-json-1");
  }

  @Test
  void doesNotTakeTheWorkOfAListenerForThatOfItsElement() {
    log.process(MODEL, bpmn("<userTask id='Task' name='Check documents' />"))
        .job(JobIntent.COMPLETED, "tell-owner", JobKind.TASK_LISTENER, 10, Map.of());

    assertThat(last().sentence()).isEqualTo("Tell owner was done.");
  }

  @Test
  void writesANameOfSeveralLinesOnOne() {
    log.process(
            MODEL, bpmn("<userTask id='Task_CountVotes' name=' Count&#10;all &#160;\tvotes ' />"))
        .incident(IncidentIntent.RESOLVED, 10);

    assertThat(last().sentence())
        .isEqualTo("The incident at Count all votes (JOB_NO_RETRIES) was resolved.");
  }

  @Test
  void cutsANameThatIsATextOfItsOwn() {
    learn(MODEL, bpmn("<task id='Task_CountVotes' name='" + "v".repeat(5_000) + "' />"));

    assertThat(named()).isEqualTo("v".repeat(100) + "…");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<serviceTask id='Task_CountVotes' />",
        "<serviceTask id='Task_CountVotes' name=' &#10; ' />",
        "<serviceTask name='Count votes' />",
        "<sequenceFlow id='Task_CountVotes' name='Yes' />",
        "<timerEventDefinition id='Task_CountVotes' name='Due' />",
        "<x:serviceTask xmlns:x='urn:other' id='Task_CountVotes' name='Never looked at' />"
      })
  void tellsAnElementWithoutANameByItsId(String element) {
    learn(MODEL, bpmn(element));

    assertThat(named()).isEqualTo("Task_CountVotes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no xml", "<definitions>", "<definitions><a b='1' b='2'/>"})
  void tellsTheElementsOfAnUnreadableModelByTheirIds(String broken) {
    log.process(MODEL, broken).incident(IncidentIntent.RESOLVED, 10);

    assertThat(last().sentence())
        .isEqualTo("The incident at Task_CountVotes (JOB_NO_RETRIES) was resolved.");
  }

  @Test
  void readsNothingThatAModelOnlyPointsAt(@TempDir Path elsewhere) throws IOException {
    Path secret = Files.writeString(elsewhere.resolve("secret"), "not for the audit");
    learn(
        MODEL,
        """
        <!DOCTYPE definitions [<!ENTITY inner "expanded"><!ENTITY outer SYSTEM "%s">]>
        """
                .formatted(secret.toUri())
            + bpmn("<task id='Task_CountVotes' name='&inner;' /><a>&outer;</a>"));

    assertThat(new String(open.toMetadata(), StandardCharsets.UTF_8))
        .doesNotContain("expanded", "not for the audit");
    assertThat(named()).isEqualTo("Task_CountVotes");
  }

  @Test
  void namesAnElementAsTheVersionOfTheProcessDoesThatRuns() {
    learn(MODEL, bpmn("<serviceTask id='Task_CountVotes' name='Count votes' />"));
    learn(MODEL + 1, bpmn("<serviceTask id='Task_CountVotes' name='Add up' />"));

    assertThat(named()).isEqualTo("Count votes");
    assertThat(open.names().of(MODEL + 1, "Task_CountVotes")).isEqualTo("Add up");
    assertThat(open.names().of(MODEL + 2, "Task_CountVotes")).isEqualTo("Task_CountVotes");
  }

  @Test
  void tellsAModifiedElementByItsIdWhenModelsDifferInItsName() {
    log.process(MODEL, bpmn("<serviceTask id='Task_Tell' name='Tell the owner' />"))
        .process(MODEL + 1, bpmn("<serviceTask id='Task_Tell' name='Tell the customer' />"))
        .modified(10, "Task_Tell");

    assertThat(last().sentence()).contains("started Task_Tell,");
  }

  @Test
  void remembersTheNamesOfTheLatestModelsAsManyAsFit() {
    for (int version = 0; version < 30; version++) {
      learn(MODEL + version, manyTasks(50));
    }

    assertThat(open.names().of(MODEL, "Task_7")).isEqualTo("Task_7");
    assertThat(open.names().of(MODEL + 29, "Task_7")).startsWith("Task number 7");
    assertThat(open.toMetadata()).hasSizeLessThan(40_000);
  }

  @Test
  void remembersOfAHugeModelWhatFits() {
    learn(MODEL, manyTasks(50_000));

    assertThat(open.names().of(MODEL, "Task_7")).startsWith("Task number 7");
    assertThat(open.names().of(MODEL, "Task_49999")).isEqualTo("Task_49999");
    assertThat(open.toMetadata()).hasSizeLessThan(40_000);
  }

  @Test
  void keepsTheNamesOverARestart() {
    learn(MODEL, model("stage-review.bpmn"));

    open = OpenActions.from(Optional.of(open.toMetadata()));

    assertThat(named()).isEqualTo("Count votes");
  }

  @Test
  void readsMetadataOfAnEarlierVersionWithoutNames() {
    open =
        OpenActions.from(
            Optional.of(
                """
                {"entries":7,"actionOfInstance":{"10":"act_1"},"notes":{"800":{"Rule_1":"Why"}}}
                """
                    .getBytes(StandardCharsets.UTF_8)));

    assertThat(named()).isEqualTo("Task_CountVotes");
    assertThat(open.entries()).isEqualTo(7);
    assertThat(open.notesOf(800)).containsEntry("Rule_1", "Why");
  }

  @Test
  void takesLittleRoomForAllModelsOfCountersign() throws IOException {
    try (var files = Files.list(BPMN)) {
      List<Path> models = files.filter(it -> it.toString().endsWith(".bpmn")).sorted().toList();
      for (Path model : models) {
        learn(2_251_799_813_685_249L + models.indexOf(model), Files.readString(model));
      }
      assertThat(open.names().all()).hasSameSizeAs(models);
    }

    assertThat(open.toMetadata()).hasSizeLessThan(5_000);
  }

  private void learn(long key, String bpmn) {
    new GovernanceLog().process(key, bpmn).records().forEach(open::learn);
  }

  private String named() {
    return open.names().of(MODEL, "Task_CountVotes");
  }

  private Entry last() {
    open = OpenActions.from(Optional.empty());
    var narrator = new Narrator(open);
    return log.records().stream()
        .flatMap(it -> narrator.narrate(it).stream())
        .map(Narrated::entry)
        .toList()
        .getLast();
  }

  private static String manyTasks(int count) {
    return bpmn(
        IntStream.range(0, count)
            .mapToObj("<task id='Task_%1$d' name='Task number %1$d of many' />"::formatted)
            .collect(Collectors.joining()));
  }

  private static String bpmn(String elements) {
    return """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
          <process id="flow">%s</process>
        </definitions>
        """
        .formatted(elements);
  }

  private static String model(String file) {
    try {
      return Files.readString(BPMN.resolve(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
