package io.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExporterWatchTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void isContentWithAnExporterThatKeepsUp() {
    assertThat(alarms(status(NOON.minusSeconds(9), 0, null), 0)).isEmpty();
  }

  @Test
  void raisesTheAlarmWhenTheHistoryIsLate() {
    assertThat(alarms(status(NOON.minusSeconds(5), 58_000, null), 0))
        .containsExactly("The history of partition 1 is 63 s late.");
  }

  @Test
  void raisesTheAlarmWhenAnExporterFallsSilent() {
    assertThat(alarms(status(NOON.minusSeconds(61), 0, null), 0))
        .containsExactly("The history of partition 1 is 61 s late.");
  }

  @Test
  void raisesTheAlarmForWhatIsInTheQuarantine() {
    assertThat(alarms(status(NOON, 0, null), 2))
        .containsExactly("2 documents are in the quarantine.");
  }

  @Test
  void raisesTheAlarmForTwoExportersAsLongAsTheyAreSeen() {
    assertThat(alarms(status(NOON, 0, NOON.minusSeconds(30)), 0))
        .containsExactly("Two exporters write partition 1.");
    assertThat(alarms(status(NOON, 0, NOON.minusSeconds(601)), 0)).isEmpty();
  }

  @Test
  void raisesTheAlarmWhenNothingIsKnown() {
    assertThat(watch(() -> new ExporterStates.Seen(List.of(), 0)).verdict().alarms()).hasSize(1);
    assertThat(watch(ExporterWatchTest::unavailable).verdict().alarms()).hasSize(1);
  }

  @Test
  void measuresWhatItSees() {
    var registry = new SimpleMeterRegistry();
    var seen = new ExporterStates.Seen(List.of(status(NOON.minusSeconds(5), 500, null)), 3);
    var metrics = new ExporterMetrics(watch(() -> seen));
    metrics.bindTo(registry);

    assertThat(registry.get("countersign.history.delay").gauge().value()).isEqualTo(5.5);
    assertThat(registry.get("countersign.history.quarantined").gauge().value()).isEqualTo(3);
    assertThat(registry.get("countersign.history.alarms").gauge().value()).isEqualTo(1);
    assertThat(metrics.health().getStatus().getCode()).isEqualTo("WARNING");
  }

  private static List<String> alarms(ExporterStatus status, long quarantined) {
    return watch(() -> new ExporterStates.Seen(List.of(status), quarantined)).verdict().alarms();
  }

  private static ExporterWatch watch(ExporterStates states) {
    return new ExporterWatch(
        states,
        new ExporterAlarmProperties(Duration.ofMinutes(1), 1),
        Clock.fixed(NOON, ZoneOffset.UTC));
  }

  private static ExporterStates.Seen unavailable() {
    throw new RefusedException(ErrorCode.HISTORY_UNAVAILABLE, "The history cannot be read.");
  }

  private static ExporterStatus status(
      Instant writtenAt, long delayMillis, @Nullable Instant rivalSeenAt) {
    return new ExporterStatus(1, 1, 100, 10, writtenAt, delayMillis, 0, rivalSeenAt);
  }
}
