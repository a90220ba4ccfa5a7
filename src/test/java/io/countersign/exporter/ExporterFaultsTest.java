package io.countersign.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Elasticsearch is slow, full, closed or shared by mistake. */
class ExporterFaultsTest {

  private final FakeElasticsearch elasticsearch = new FakeElasticsearch();
  private final History history = new History(elasticsearch);
  private final GovernanceLog log = new GovernanceLog().proposed("act_1", 10);

  ExporterFaultsTest() throws IOException {}

  @AfterEach
  void stop() {
    elasticsearch.close();
  }

  @Test
  void triesAgainWhenElasticsearchIsTooSlow() {
    var broker = new FakeBroker(Map.of("url", elasticsearch.url(), "requestTimeoutSeconds", 1));
    broker.export(log.records());

    elasticsearch.slow(Duration.ofMillis(1_500));
    broker.tick();
    long whileSlow = broker.confirmed().position();
    elasticsearch.slow(Duration.ZERO);
    Awaitility.await()
        .until(
            () -> {
              broker.tick();
              return broker.confirmed().position() == 1;
            });

    assertThat(whileSlow).isEqualTo(-1);
    assertThat(history.ids()).containsExactly("1-1");
  }

  @Test
  void waitsWhileTheDiskIsFull() {
    var broker = new FakeBroker(elasticsearch.url(), 500);
    broker.export(log.records());

    elasticsearch.readOnly(true);
    broker.tick();
    long whileFull = broker.confirmed().position();
    elasticsearch.readOnly(false);
    broker.tick();

    assertThat(whileFull).isEqualTo(-1);
    assertThat(history.ids()).containsExactly("1-1");
    assertThat(elasticsearch.index("countersign-quarantine")).isEmpty();
  }

  @Test
  void waitsWhileAnIndexIsClosed() {
    var broker = new FakeBroker(elasticsearch.url(), 500);
    broker.export(log.records());

    elasticsearch.close("index_closed_exception");
    broker.tick();
    long whileClosed = broker.confirmed().position();
    elasticsearch.close("");
    broker.tick();

    assertThat(whileClosed).isEqualTo(-1);
    assertThat(history.ids()).containsExactly("1-1");
    assertThat(elasticsearch.index("countersign-quarantine")).isEmpty();
  }

  @Test
  void holdsNoMoreThanItWritesAtOnceWhileElasticsearchIsAway() {
    var broker = new FakeBroker(elasticsearch.url(), 3);
    for (int i = 2; i <= 20; i++) {
      log.proposed("act_" + i, 10 * i);
    }

    elasticsearch.down(true);
    for (int attempt = 0; attempt < 3; attempt++) {
      broker.export(log.records().subList(0, attempt == 0 ? 3 : 0));
      assertThatThrownBy(() -> broker.export(log.records().subList(3, 4)));
    }
    elasticsearch.down(false);
    broker.export(log.records().subList(3, 20));
    broker.tick();

    assertThat(history.ids()).hasSize(20);
    assertThat(elasticsearch.bulks()).allMatch(it -> it.size() <= 3);
  }

  @Test
  void trimsAnOversizedEntryAndKeepsTheWholeInTheQuarantine() {
    var broker = new FakeBroker(elasticsearch.url(), 500);
    var large = Collections.nCopies(100, "x".repeat(5_000));

    broker.export(
        log.message("outcome-reported", "act_1", Map.of("outcome", Map.of("evidence", large)))
            .proposed("act_2", 20)
            .records());
    broker.tick();

    assertThat(history.ids()).containsExactly("1-1", "1-2", "1-3");
    assertThat(history.entry("1-2").at("/facts/trimmedBytes").asInt()).isGreaterThan(500_000);
    assertThat(history.entry("1-2").at("/detail/trimmed").asText()).contains("quarantine");
    assertThat(history.quarantined("1-2").path("record").asText()).hasSizeGreaterThan(500_000);
    assertThat(broker.confirmed().position()).isEqualTo(3);
  }

  @Test
  void noticesAnotherExporterOnTheSameIndices() {
    var one = new FakeBroker(elasticsearch.url(), 500);
    var other = new FakeBroker(elasticsearch.url(), 500);
    one.export(log.records());
    other.export(log.records());

    long now = GovernanceLog.START;
    for (int i = 0; i < 2; i++) {
      now += 11_000;
      one.clock(now);
      one.tick();
      other.clock(now);
      other.tick();
    }

    assertThat(history.ids()).containsExactly("1-1");
    assertThat(history.status().path("rival").asText()).isNotEmpty();
    assertThat(history.status().path("rivalSeenAt").asText()).isNotEmpty();
  }

  @Test
  void takesAPartitionOverWithoutAlarm() {
    var one = new FakeBroker(elasticsearch.url(), 500);
    one.export(log.records());
    one.tick();

    one.crashBackTo(one.confirmed());
    for (int i = 1; i <= 3; i++) {
      one.clock(GovernanceLog.START + i * 11_000L);
      one.tick();
    }

    assertThat(history.status().has("rival")).isFalse();
  }

  @Test
  void tellsItsStatusBeforeTheFirstEntry() {
    new FakeBroker(elasticsearch.url(), 500).tick();

    assertThat(history.status().path("position").asLong()).isEqualTo(-1);
    assertThat(history.status().path("number").asLong(-1)).isZero();
  }

  @Test
  void tellsTheBrokersMetricsHowLateTheHistoryIs() {
    var broker = new FakeBroker(elasticsearch.url(), 500);
    elasticsearch.down(true);
    broker.export(log.records());
    broker.clock(GovernanceLog.START + 90_001);
    broker.tick();
    double whileDown = broker.meter("countersign.exporter.delay");
    elasticsearch.down(false);
    broker.tick();

    assertThat(whileDown).isEqualTo(90.0);
    assertThat(broker.meter("countersign.exporter.delay")).isZero();
    assertThat(history.status().path("delayMillis").asLong(-1)).isZero();
    assertThat(history.status().path("position").asLong()).isEqualTo(1);
  }

  @Test
  void countsWhatItQuarantines() {
    var broker = new FakeBroker(elasticsearch.url(), 500);
    elasticsearch.refuse("1-1"::equals);

    broker.export(log.records());
    broker.tick();

    assertThat(broker.meter("countersign.exporter.quarantined")).isEqualTo(1);
    assertThat(history.status().path("quarantined").asInt()).isEqualTo(1);
  }

  @Test
  void forgetsWhateverEnds() {
    var broker = new FakeBroker(elasticsearch.url(), 500);
    var many = new GovernanceLog();
    for (int i = 0; i < 2_000; i++) {
      many.proposed("act_" + i, 1_000 + i).ended(1_000 + i);
    }

    broker.export(many.records());
    broker.tick();

    assertThat(broker.meter("countersign.exporter.open")).isZero();
    assertThat(broker.confirmed().metadata()).hasSizeLessThan(300);
  }

  @Test
  void confirmsLargeMetadataLessOften() {
    var broker = new FakeBroker(elasticsearch.url(), 500);
    for (int i = 0; i < 300; i++) {
      log.proposed("act_of_a_rather_long_name_" + i, 1_000 + i);
    }
    broker.export(log.records());
    broker.tick();
    long first = broker.confirmed().position();

    broker.export(List.of(log.proposed("act_next", 9_000).records().getLast()));
    broker.tick();
    long soon = broker.confirmed().position();
    broker.clock(GovernanceLog.START + 60_000);
    broker.tick();

    assertThat(soon).isEqualTo(first);
    assertThat(broker.confirmed().position()).isEqualTo(first + 1);
  }
}
