package io.countersign.exporter;

import static io.camunda.zeebe.protocol.record.intent.JobIntent.COMPLETED;
import static io.camunda.zeebe.protocol.record.intent.JobIntent.CREATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.zeebe.protocol.record.Record;
import io.countersign.exporter.FakeBroker.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CountersignExporterTest {

  private final FakeElasticsearch elasticsearch = new FakeElasticsearch();
  private final GovernanceLog log = new GovernanceLog();

  CountersignExporterTest() throws IOException {}

  @AfterEach
  void stop() {
    elasticsearch.close();
  }

  @Test
  void writesEntriesBeforeTheDocumentsTheyProve() {
    var broker = new FakeBroker(elasticsearch.url(), 500);

    broker.export(log.proposed("act_1", 10).job(CREATED, "count-votes", 10, Map.of()).records());
    broker.tick();

    assertThat(elasticsearch.bulks()).containsExactly(List.of("1-1", "1-2"), List.of("act_1"));
    assertThat(action("act_1").path("latestJob").asLong()).isEqualTo(1002);
  }

  @Test
  void confirmsOnlyWhatIsStored() {
    var broker = new FakeBroker(elasticsearch.url(), 500);

    elasticsearch.down(true);
    broker.export(log.proposed("act_1", 10).records());
    broker.tick();
    long whileDown = broker.confirmed().position();
    elasticsearch.down(false);
    broker.tick();

    assertThat(whileDown).isEqualTo(-1);
    assertThat(broker.confirmed().position()).isEqualTo(1);
    assertThat(numbers()).containsExactly(1L);
  }

  @Test
  void tellsWhoUsedAReleaseAndWhatTheySayTheyDid() {
    var broker = new FakeBroker(elasticsearch.url(), 500);
    var used = Map.of("state", "redeemed", "agent", "support-agent", "closing", "c-1");
    var done = Map.of("result", "executed", "agent", "support-agent", "reference", "r-1");

    broker.export(
        log.proposed("act_1", 10)
            .message("release-closed", "act_1", Map.of("release", used))
            .message("outcome-reported", "act_1", Map.of("outcome", done))
            .records());
    broker.tick();

    assertThat(entry("1-2").path("kind").asText()).isEqualTo("release-redeemed");
    assertThat(entry("1-3").path("sentence").asText())
        .isEqualTo("support-agent reported: executed.");
    assertThat(action("act_1").path("releaseClosing").asText()).isEqualTo("c-1");
    assertThat(action("act_1").path("outcomeReference").asText()).isEqualTo("r-1");
  }

  @Test
  void keepsWhatAReviewerChangedWholeUnderItsNewDigest() {
    var broker = new FakeBroker(elasticsearch.url(), 500);
    String text = "x".repeat(20_000);
    var changed =
        Map.of(
            "by",
            "anna",
            "stage",
            "Support",
            "from",
            "sha256:a",
            "to",
            "sha256:b",
            "changes",
            "{\"amount\": 200}",
            "comment",
            "Not all of it.",
            "votedAt",
            "2026-03-02T09:05:00Z",
            "action",
            Map.of(
                "digest",
                "sha256:b",
                "arguments",
                Map.of("amount", 200, "text", text),
                "change",
                Map.of("from", "sha256:a")));

    broker.export(
        log.proposed("act_1", 10)
            .job(COMPLETED, "change-action", 10, Map.of("changed", changed))
            .records());
    broker.tick();

    assertThat(entry("1-2").path("kind").asText()).isEqualTo("action-changed");
    assertThat(entry("1-2").path("sentence").asText())
        .contains("anna changed the arguments ({\"amount\": 200}): Not all of it.");
    assertThat(entry("1-2").at("/detail/votedAt").asText()).isEqualTo("2026-03-02T09:05:00Z");
    assertThat(action("act_1").path("digest").asText()).isEqualTo("sha256:b");
    assertThat(action("act_1").path("originalDigest").asText()).isEqualTo("sha256:a");
    assertThat(action("act_1").at("/arguments/text").asText()).isEqualTo(text);
    assertThat(action("act_1").path("amount").asDouble()).isEqualTo(200);
  }

  @Test
  void tellsWhoHaltedAndWhoLiftedWithoutAnAction() {
    var broker = new FakeBroker(elasticsearch.url(), 500);
    var halt = Map.of("scope", Map.of("all", true), "by", "olga", "reason", "Look first.");

    broker.export(
        log.message("halt-set", "halt_1", Map.of("halt", halt))
            .message(
                "halt-lifted",
                "halt_1",
                Map.of("halt", halt, "lifted", Map.of("by", "simon", "reason", "Looked.")))
            .records());
    broker.tick();

    assertThat(entry("1-1").path("sentence").asText())
        .isEqualTo("olga halted everything: Look first.");
    assertThat(entry("1-2").path("sentence").asText())
        .isEqualTo("simon lifted the halt of everything: Looked.");
    assertThat(entry("1-2").path("actionId").asText()).isEqualTo("halt_1");
  }

  @Test
  void raisesTheAlarmForAnOutcomeThatNeedsAttention() {
    var broker = new FakeBroker(elasticsearch.url(), 500);
    var done =
        Map.of(
            "result",
            "executed",
            "agent",
            "support-agent",
            "concern",
            "It was executed without an approval.");

    broker.export(
        log.proposed("act_1", 10)
            .message("outcome-reported", "act_1", Map.of("outcome", done))
            .records());
    broker.tick();

    assertThat(entry("1-2").path("severity").asText()).isEqualTo("alarm");
    assertThat(entry("1-2").path("sentence").asText()).contains("without an approval");
  }

  @Test
  void pushesTheBrokerBackWithoutLosingOrRepeatingARecord() {
    var broker = new FakeBroker(elasticsearch.url(), 2);
    List<Record<?>> records =
        log.proposed("act_1", 10).proposed("act_2", 20).proposed("act_3", 30).records();

    elasticsearch.down(true);
    broker.export(records.subList(0, 2));
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThatThrownBy(() -> broker.export(records.subList(2, 3)));
    }
    elasticsearch.down(false);
    broker.export(records.subList(2, 3));
    broker.tick();

    assertThat(numbers()).containsExactly(1L, 2L, 3L);
    assertThat(elasticsearch.index("countersign-actions")).hasSize(3);
  }

  @Test
  void triesAgainWhatElasticsearchHasNoRoomFor() {
    var broker = new FakeBroker(elasticsearch.url(), 500);

    elasticsearch.pushBack("1-2"::equals);
    broker.export(log.proposed("act_1", 10).proposed("act_2", 20).records());
    broker.tick();
    long pushedBack = broker.confirmed().position();
    elasticsearch.pushBack(id -> false);
    broker.tick();

    assertThat(pushedBack).isEqualTo(-1);
    assertThat(numbers()).containsExactly(1L, 2L);
    assertThat(elasticsearch.index("countersign-quarantine")).isEmpty();
  }

  @Test
  void tellsForWhomAnAgentIsProvenToAct() {
    var broker = new FakeBroker(elasticsearch.url(), 500);
    var chain =
        Map.of("issuer", "https://issuer", "subject", "alice", "words", "for alice, by agent-x");

    broker.export(
        log.proposed(
                "act_1",
                10,
                Map.of(
                    "agent",
                    Map.of("id", "agent-x"),
                    "type",
                    "refund.issue",
                    "summary",
                    "Refund",
                    "actsFor",
                    chain))
            .records());
    broker.tick();

    assertThat(elasticsearch.index("countersign-entries").get("1-1").path("sentence").asText())
        .isEqualTo("agent-x proposed refund.issue (for alice, by agent-x): Refund");
    assertThat(
            elasticsearch.index("countersign-actions").get("act_1").at("/actsFor/subject").asText())
        .isEqualTo("alice");
  }

  @Test
  void quarantinesADocumentThatIsRefusedForGoodAndGoesOn() {
    var broker = new FakeBroker(elasticsearch.url(), 500);

    elasticsearch.refuse("1-1"::equals);
    broker.export(log.proposed("act_1", 10).proposed("act_2", 20).records());
    broker.tick();

    assertThat(elasticsearch.index("countersign-quarantine").get("1-1").path("record").asText())
        .contains("support-agent proposed refund.issue");
    assertThat(entry("1-1").path("kind").asText()).isEqualTo("entry-quarantined");
    assertThat(entry("1-1").path("actionId").asText()).isEqualTo("act_1");
    assertThat(numbers()).containsExactly(1L, 2L);
    assertThat(broker.confirmed().position()).isEqualTo(2);
  }

  @Test
  void findsTheOneDocumentBecauseOfWhichAWholeRequestIsRefused() {
    var broker = new FakeBroker(elasticsearch.url(), 500);

    elasticsearch.poison("act_1"::equals);
    broker.export(log.proposed("act_1", 10).proposed("act_2", 20).records());
    broker.tick();

    assertThat(elasticsearch.index("countersign-actions")).containsOnlyKeys("act_2");
    assertThat(elasticsearch.index("countersign-quarantine")).containsOnlyKeys("1-1-action");
    assertThat(broker.confirmed().position()).isEqualTo(2);
  }

  @Test
  void quarantinesARecordThatCannotBeReadAndKeepsTheNumbers() {
    var broker = new FakeBroker(elasticsearch.url(), 500);
    Map<String, Object> circle = new HashMap<>();
    circle.put(
        "decision",
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("unreadable");
          }
        });

    broker.export(log.proposed("act_1", 10).vote(10, "anna", circle).ended(10).records());
    broker.tick();

    assertThat(elasticsearch.index("countersign-quarantine").get("1-2").path("reason").asText())
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(entry("1-2").path("kind").asText()).isEqualTo("entry-quarantined");
    assertThat(numbers()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void goesOnAfterARecordThatTellsNothingAtAll() {
    var broker = new FakeBroker(elasticsearch.url(), 500);

    broker.export(log.proposed("act_1", 10).unreadable().ended(10).records());
    broker.tick();

    assertThat(elasticsearch.index("countersign-quarantine")).containsOnlyKeys("1-2");
    assertThat(numbers()).containsExactly(1L, 2L);
    assertThat(broker.confirmed().position()).isEqualTo(3);
  }

  @Test
  void takesTextThatNoJsonWriterTakes() {
    var broker = new FakeBroker(elasticsearch.url(), 500);
    String summary = "x".repeat(1_970) + "\uD83D\uDE00".repeat(50) + "\uD83D";

    broker.export(
        log.proposed("act_1", 10, Map.of("summary", summary, "agent", Map.of("id", "a")))
            .records());
    broker.tick();

    assertThat(elasticsearch.index("countersign-quarantine")).isEmpty();
    assertThat(numbers()).containsExactly(1L);
    assertThat(action("act_1").path("summary").asText()).endsWith("\uD83D\uDE00\uFFFD");
  }

  @Test
  void givesADocumentIdToWhateverWasPublished() {
    var broker = new FakeBroker(elasticsearch.url(), 500);

    broker.export(log.proposed("", 10).proposed("k".repeat(600), 20).records());
    broker.tick();

    assertThat(elasticsearch.index("countersign-actions"))
        .containsOnlyKeys("unnamed-10", "unnamed-20");
  }

  @Test
  void raisesAnAlarmWhenAVariableIsSetInsideAReview() {
    var broker = new FakeBroker(elasticsearch.url(), 500);

    broker.export(
        log.proposed("act_1", 10)
            .reviewStarted(11, 10)
            .variableSet(11, 99, "ballots")
            .variableSet(77, 78, "foreign")
            .records());
    broker.tick();

    assertThat(sentences()).hasSize(2).anyMatch(it -> it.endsWith("changed from outside: ballots"));
  }

  @Test
  void tellsNothingOfOtherProcesses() {
    var broker = new FakeBroker(elasticsearch.url(), 500);

    broker.export(log.vote(77, "anna", Map.of("decision", "approve")).ended(77).records());
    broker.tick();

    assertThat(elasticsearch.index("countersign-entries")).isEmpty();
  }

  @Test
  void forgetsAnActionThatWasCancelledAndSaysSo() {
    var broker = new FakeBroker(elasticsearch.url(), 500);

    broker.export(
        log.proposed("act_1", 10)
            .cancelled(10)
            .vote(10, "anna", Map.of("decision", "approve"))
            .records());
    broker.tick();

    assertThat(sentences())
        .hasSize(2)
        .contains("An operator cancelled the governance of this action.");
    assertThat(new String(broker.confirmed().metadata())).doesNotContain("act_1");
    assertThat(action("act_1").has("closedAt")).isTrue();
  }

  @Test
  void neverLetsADocumentFallBackWhileTheLogIsReplayed() {
    var broker = new FakeBroker(elasticsearch.url(), 1);
    Snapshot beginning = broker.confirmed();
    List<Record<?>> records =
        log.proposed("act_1", 10)
            .job(COMPLETED, "count-votes", 10, counted(false))
            .job(COMPLETED, "count-votes", 10, counted(true))
            .records();
    broker.export(records);
    broker.tick();

    broker.crashBackTo(beginning);
    List<String> shown = new ArrayList<>();
    for (Record<?> record : records) {
      broker.export(List.of(record));
      broker.tick();
      shown.add(action("act_1").at("/votesCounted/reached").asText());
    }

    assertThat(shown).containsOnly("true");
  }

  private static Map<String, Object> counted(boolean reached) {
    return Map.of("verdict", Map.of("reached", reached, "verdict", "approved"));
  }

  private JsonNode entry(String id) {
    return elasticsearch.index("countersign-entries").get(id);
  }

  private JsonNode action(String id) {
    return elasticsearch.index("countersign-actions").get(id);
  }

  private List<Long> numbers() {
    return elasticsearch.index("countersign-entries").values().stream()
        .map(it -> it.path("number").asLong())
        .sorted()
        .toList();
  }

  private List<String> sentences() {
    return elasticsearch.index("countersign-entries").values().stream()
        .map(it -> it.path("sentence").asText())
        .toList();
  }
}
