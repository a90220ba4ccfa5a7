package io.countersign.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShiftTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Set<LocalDate> NO_HOLIDAYS = Set.of();

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T05:59:59+01:00, false",
    "2026-03-02T06:00:00+01:00, true",
    "2026-03-02T13:59:59+01:00, true",
    "2026-03-02T14:00:00+01:00, false",
    "2026-03-03T07:00:00+01:00, false"
  })
  void coversItsHoursOnItsDays(String at, boolean covered) {
    Shift monday = shift("06:00", "14:00", DayOfWeek.MONDAY);

    assertThat(monday.covers(moment(at), NO_HOLIDAYS)).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T21:59:00+01:00, false",
    "2026-03-02T22:00:00+01:00, true",
    "2026-03-03T05:59:00+01:00, true",
    "2026-03-03T06:00:00+01:00, false",
    "2026-03-02T05:00:00+01:00, false"
  })
  void lastsOverMidnight(String at, boolean covered) {
    Shift night = shift("22:00", "06:00", DayOfWeek.MONDAY);

    assertThat(night.covers(moment(at), NO_HOLIDAYS)).isEqualTo(covered);
  }

  @Test
  void keepsToTheWallClockInSummerAndWinter() {
    Shift monday = shift("06:00", "14:00", DayOfWeek.MONDAY);

    assertThat(monday.covers(Instant.parse("2026-03-23T05:00:00Z"), NO_HOLIDAYS)).isTrue();
    assertThat(monday.covers(Instant.parse("2026-03-30T04:00:00Z"), NO_HOLIDAYS)).isTrue();
    assertThat(monday.covers(Instant.parse("2026-03-30T12:00:00Z"), NO_HOLIDAYS)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"2026-03-28, 7", "2026-10-24, 9"})
  void isShorterOrLongerInTheNightTheClockChanges(LocalDate saturday, int hours) {
    Shift night = shift("22:00", "06:00", DayOfWeek.SATURDAY);
    Instant begin = saturday.atTime(22, 0).atZone(BERLIN).toInstant();
    Instant end = begin.plus(Duration.ofHours(hours));

    assertThat(night.covers(end.minusSeconds(1), NO_HOLIDAYS)).isTrue();
    assertThat(night.covers(end, NO_HOLIDAYS)).isFalse();
  }

  @Test
  void doesNotBeginOnAHolidayButReachesIntoOne() {
    Shift night = shift("22:00", "06:00", DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);
    Set<LocalDate> christmas = Set.of(LocalDate.parse("2026-12-25"));

    assertThat(night.covers(moment("2026-12-25T03:00:00+01:00"), christmas)).isTrue();
    assertThat(night.covers(moment("2026-12-25T23:00:00+01:00"), christmas)).isFalse();
    assertThat(night.covers(moment("2026-12-26T03:00:00+01:00"), christmas)).isFalse();
  }

  private static Shift shift(String from, String to, DayOfWeek... days) {
    return new Shift(
        "shift",
        "support",
        Set.of("anna"),
        BERLIN,
        Set.of(days),
        LocalTime.parse(from),
        LocalTime.parse(to));
  }

  private static Instant moment(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
