package io.countersign.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camunda.zeebe.protocol.record.Record;
import io.countersign.exporter.FakeBroker.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Positions come again with other records; what the history holds stays. */
class LogOriginTest {

  private static final long NEXT_DAY = GovernanceLog.START + 86_400_000;
  private static final Snapshot NOTHING = new Snapshot(-1, new byte[0]);

  private final FakeElasticsearch elasticsearch = new FakeElasticsearch();
  private final History history = new History(elasticsearch);
  private final GovernanceLog first =
      new GovernanceLog().proposed("act_1", 10).vote(10, "anna", Map.of("decision", "approve"));

  LogOriginTest() throws IOException {}

  @AfterEach
  void stop() {
    elasticsearch.close();
  }

  @Test
  void givesTheLogOfAWipedBrokerIdsOfItsOwn() {
    var broker = broker(first.records());
    Map<String, ObjectNode> before = elasticsearch.index("countersign-entries");

    broker.crashBackTo(NOTHING);
    broker.export(afterTheWipe().records());
    broker.tick();

    assertThat(history.ids()).containsExactly("1-1", "1-2", "1.2-1", "1.2-2", "1.2-3");
    assertThat(elasticsearch.index("countersign-entries")).containsAllEntriesOf(before);
    assertThat(history.entry("1.2-1").path("number").asInt()).isOne();
    assertThat(history.entry("1.2-1").path("log").asInt()).isEqualTo(2);
    assertThat(history.status().path("log").asInt()).isEqualTo(2);
  }

  @Test
  void noticesAWipedBrokerAlsoWhenNoPositionOfAnEntryComesAgain() {
    var broker = broker(new GovernanceLog().ended(77).ended(78).proposed("act_1", 10).records());

    broker.crashBackTo(NOTHING);
    broker.export(new GovernanceLog(NEXT_DAY).proposed("act_2", 10).records());
    broker.tick();

    assertThat(history.ids()).containsExactly("1-3", "1.2-1");
  }

  @Test
  void staysWithTheNewLogWhenItIsReplayed() {
    var broker = broker(first.records());
    List<Record<?>> second = afterTheWipe().records();
    broker.crashBackTo(NOTHING);
    broker.export(second.subList(0, 2));
    broker.tick();

    broker.crashBackTo(NOTHING);
    broker.export(second);
    broker.tick();

    assertThat(history.ids()).containsExactly("1-1", "1-2", "1.2-1", "1.2-2", "1.2-3");
  }

  @Test
  void goesOnInANewLogWhereARestoredBackupParts() {
    var broker = broker(List.of());
    List<Record<?>> lost = first.proposed("act_lost", 20).records();
    broker.export(lost.subList(0, 1));
    broker.tick();
    Snapshot backup = broker.confirmed();
    broker.export(lost.subList(1, 3));
    broker.tick();

    broker.crashBackTo(backup);
    List<Record<?>> records = new ArrayList<>(lost.subList(1, 2));
    records.addAll(
        new GovernanceLog(NEXT_DAY)
            .ended(1)
            .ended(2)
            .proposed("act_3", 30)
            .records()
            .subList(2, 3));
    broker.export(records);
    broker.tick();

    assertThat(history.ids()).containsExactly("1-1", "1-2", "1-3", "1.2-3");
    assertThat(history.entry("1-3").path("actionId").asText()).isEqualTo("act_lost");
    assertThat(history.entry("1.2-3").path("number").asInt()).isEqualTo(3);
  }

  @Test
  void neverMixesTheActionsOfTwoLogs() {
    var broker = broker(first.records());
    String before = history.action("act_1").toString();

    broker.crashBackTo(NOTHING);
    broker.export(
        new GovernanceLog(NEXT_DAY)
            .proposed("act_1", 10, Map.of("summary", "Another one"))
            .records());
    broker.tick();

    assertThat(history.action("act_1")).hasToString(before);
    assertThat(history.quarantined("1.2-1-action").path("reason").asText())
        .isEqualTo("The document belongs to log 1.");
  }

  @Test
  void writesTheSameOnceWhenANewExporterReadsAnOldLog() {
    broker(first.records());
    Map<String, ObjectNode> before = elasticsearch.index("countersign-entries");

    broker(first.records());

    assertThat(elasticsearch.index("countersign-entries")).isEqualTo(before);
  }

  @Test
  void tellsWhatAnExporterMissedThatWasTakenOutAndPutBack() {
    var broker = broker(first.records());
    List<Record<?>> all =
        first
            .vote(10, "max", Map.of("decision", "approve"))
            .vote(10, "lena", Map.of("decision", "approve"))
            .proposed("act_2", 20)
            .records();

    broker.crashBackTo(NOTHING);
    broker.export(all.subList(3, 5));
    broker.tick();

    JsonNode interrupted = history.entry("1.2-3");
    assertThat(history.ids()).containsExactly("1-1", "1-2", "1.2-3", "1.2-4", "1.2-5");
    assertThat(interrupted.path("kind").asText()).isEqualTo("history-interrupted");
    assertThat(interrupted.path("severity").asText()).isEqualTo("alarm");
    assertThat(interrupted.path("number").asInt()).isOne();
    assertThat(interrupted.path("sentence").asText())
        .contains("behind position 2 up to position 3");
  }

  @Test
  void goesOnTellingOfOpenActionsAfterAnInterruption() {
    var broker = broker(first.records());
    List<Record<?>> all =
        first
            .vote(10, "max", Map.of("decision", "approve"))
            .vote(10, "lena", Map.of("decision", "reject"))
            .records();

    broker.crashBackTo(NOTHING);
    broker.export(all.subList(3, 4));
    broker.tick();

    assertThat(history.entry("1.2-4").path("actionId").asText()).isEqualTo("act_1");
    assertThat(history.entry("1.2-4").at("/facts/person").asText()).isEqualTo("lena");
  }

  @Test
  void asksTheHistoryNoMoreOnceTheReplayIsOver() {
    var broker = broker(first.records());
    int asked = elasticsearch.searches();

    for (int i = 0; i < 5; i++) {
      broker.export(List.of(first.proposed("act_" + i, 100 + i).records().getLast()));
      broker.tick();
    }

    assertThat(elasticsearch.searches()).isEqualTo(asked);
  }

  private static GovernanceLog afterTheWipe() {
    return new GovernanceLog(NEXT_DAY)
        .proposed("act_2", 10)
        .vote(10, "max", Map.of("decision", "reject"))
        .ended(10);
  }

  private FakeBroker broker(List<Record<?>> records) {
    var broker = new FakeBroker(elasticsearch.url(), 500);
    broker.export(records);
    broker.tick();
    return broker;
  }
}
