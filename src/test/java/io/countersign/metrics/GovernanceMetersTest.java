package io.countersign.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.action.ActionDecided;
import io.countersign.action.Verdict;
import io.countersign.metrics.GovernanceFacts.Facts;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class GovernanceMetersTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private boolean away;
  private final GovernanceMeters meters =
      new GovernanceMeters(
          this::facts,
          new MetricsProperties(Duration.ofSeconds(5), Duration.ofDays(7)),
          Clock.fixed(GovernedWeek.NEXT_MONDAY, ZoneOffset.UTC),
          registry);

  @Test
  void showsTheFiguresOfTheWindow() {
    meters.read();

    assertThat(registry.scrape())
        .contains("countersign_governance_proposed 8.0")
        .contains("countersign_governance_decision_seconds{quantile=\"0.95\"} 3600.0")
        .contains("countersign_governance_timeout_ratio 0.25")
        .contains("countersign_governance_rubber_stamp_ratio 0.5")
        .contains("countersign_governance_policy_triggers{policy=\"P-2\"} 3.0")
        .contains("countersign_governance_rejection_ratio{type=\"order\"} 0.0")
        .contains("countersign_governance_votes_uncounted 1.0")
        .contains("countersign_governance_halt_seconds{quantile=\"0.5\"} 2.0");
  }

  @Test
  void showsNothingBeforeItRead() {
    assertThat(registry.scrape()).contains("countersign_governance_proposed NaN");
  }

  @Test
  void showsWhenItReadLastWhileTheHistoryIsAway() {
    meters.read();
    away = true;
    meters.read();

    assertThat(registry.get("countersign.governance.read.time").gauge().value())
        .isEqualTo(GovernedWeek.NEXT_MONDAY.getEpochSecond());
    assertThat(registry.get("countersign.governance.proposed").gauge().value()).isEqualTo(8);
  }

  @Test
  void countsDecisionsAndNamesNobody() {
    meters.read();
    meters.decided(new ActionDecided("a1", "review", Verdict.APPROVED));

    assertThat(registry.scrape())
        .contains("countersign_decisions_total{control=\"review\",verdict=\"approved\"} 1.0");
    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .allSatisfy(
            id ->
                assertThat(id.getTags())
                    .allMatch(it -> !it.getValue().matches("a\\d|agent-.*|anna|ben|carl")));
  }

  private Facts facts(Instant from, Instant to) {
    if (away) {
      throw new RefusedException(ErrorCode.HISTORY_UNAVAILABLE, "Away.");
    }
    assertThat(from).isEqualTo(GovernedWeek.MONDAY);
    return new Facts(
        GovernedWeek.actions().stream()
            .map(it -> ActionFactReader.read(JSON.<JsonNode>valueToTree(it)))
            .toList(),
        GovernedWeek.entries().stream()
            .flatMap(it -> EntryFactReader.read(JSON.<JsonNode>valueToTree(it)).stream())
            .toList());
  }
}
