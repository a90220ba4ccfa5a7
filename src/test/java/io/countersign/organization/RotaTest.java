package io.countersign.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotaTest {

  private static final Rota WEEKLY =
      new Rota(
          "on-call",
          "operations",
          ZoneId.of("Europe/Berlin"),
          LocalDateTime.parse("2026-03-16T09:00"),
          Period.ofDays(7),
          List.of("olga", "oscar", "otto"));

  @ParameterizedTest
  @CsvSource({
    "2026-03-16T08:00:00Z, olga",
    "2026-03-23T07:59:59Z, olga",
    "2026-03-23T08:00:00Z, oscar",
    // From here on nine o'clock is an hour earlier by UTC.
    "2026-03-30T06:59:59Z, oscar",
    "2026-03-30T07:00:00Z, otto",
    "2026-04-06T07:00:00Z, olga",
    // And later again after the 25th of October.
    "2026-10-26T07:59:59Z, oscar",
    "2026-10-26T08:00:00Z, otto"
  })
  void changesAtTheSameWallClockTimeAllYear(Instant at, String person) {
    assertThat(WEEKLY.onCall(at)).contains(person);
  }

  @Test
  void hasNobodyOnCallBeforeItBegins() {
    assertThat(WEEKLY.onCall(Instant.parse("2026-03-16T07:59:59Z"))).isEmpty();
    assertThat(WEEKLY.onCall(Instant.parse("2025-01-01T00:00:00Z"))).isEmpty();
  }

  @Test
  void listsThisTurnAndTheNext() {
    assertThat(WEEKLY.turns(Instant.parse("2026-03-25T12:00:00Z"), 2))
        .containsExactly(
            new Rota.Turn(
                "oscar",
                Instant.parse("2026-03-23T08:00:00Z"),
                Instant.parse("2026-03-30T07:00:00Z")),
            new Rota.Turn(
                "otto",
                Instant.parse("2026-03-30T07:00:00Z"),
                Instant.parse("2026-04-06T07:00:00Z")));
  }

  @Test
  void listsTheFirstTurnsBeforeItBegins() {
    assertThat(WEEKLY.turns(Instant.parse("2025-03-25T12:00:00Z"), 2))
        .extracting(Rota.Turn::person)
        .containsExactly("olga", "oscar");
  }
}
