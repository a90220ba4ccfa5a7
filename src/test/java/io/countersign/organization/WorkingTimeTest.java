package io.countersign.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingTimeTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final WorkingTime OFFICE =
      new WorkingTime(
          BERLIN,
          EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
          LocalTime.of(8, 0),
          LocalTime.of(18, 0),
          Set.of(LocalDate.parse("2026-12-25"), LocalDate.parse("2027-01-01")));
  private static final WorkingTime ROUND_THE_CLOCK =
      new WorkingTime(
          BERLIN, EnumSet.allOf(DayOfWeek.class), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, Set.of());

  @ParameterizedTest
  @CsvSource({
    // within a day, to its very end, and over it
    "2026-03-02T09:00, PT4H, 2026-03-02T13:00",
    "2026-03-02T14:00, PT4H, 2026-03-02T18:00",
    "2026-03-02T14:00, PT4H1M, 2026-03-03T08:01",
    // from before and after working hours
    "2026-03-02T06:00, PT1H, 2026-03-02T09:00",
    "2026-03-02T18:00, PT1H, 2026-03-03T09:00",
    "2026-03-02T23:30, PT1H, 2026-03-03T09:00",
    // over the weekend
    "2026-03-06T17:00, PT2H, 2026-03-09T09:00",
    "2026-03-07T12:00, PT1H, 2026-03-09T09:00",
    // over Christmas, a Friday, and New Year, a Friday
    "2026-12-24T17:00, PT2H, 2026-12-28T09:00",
    "2026-12-31T17:00, PT2H, 2027-01-04T09:00",
    // many days
    "2026-03-02T08:00, PT50H, 2026-03-06T18:00",
    // over the nights in which the clock changes
    "2026-03-27T17:00, PT2H, 2026-03-30T09:00",
    "2026-10-23T17:00, PT2H, 2026-10-26T09:00"
  })
  void countsWorkingHoursOnly(String from, String time, String expected) {
    assertThat(local(OFFICE.plus(berlin(from), Duration.parse(time))))
        .isEqualTo(LocalDateTime.parse(expected));
  }

  @ParameterizedTest
  @CsvSource({
    // 29 March 2026 has 23 hours, 25 October 25
    "2026-03-28T12:00, PT24H, 2026-03-29T13:00",
    "2026-10-24T12:00, PT24H, 2026-10-25T11:00",
    "2026-03-29T00:00, PT23H, 2026-03-30T00:00",
    "2026-10-25T00:00, PT25H, 2026-10-26T00:00"
  })
  void countsRealHoursWhenTheClockChanges(String from, String time, String expected) {
    assertThat(local(ROUND_THE_CLOCK.plus(berlin(from), Duration.parse(time))))
        .isEqualTo(LocalDateTime.parse(expected));
  }

  @Property
  void isTheClockWhenEveryHourIsWorked(
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long from,
      @ForAll @IntRange(max = 1_000_000) int seconds) {
    Instant begin = Instant.ofEpochSecond(from);

    assertThat(ROUND_THE_CLOCK.plus(begin, Duration.ofSeconds(seconds)))
        .isEqualTo(begin.plusSeconds(seconds));
  }

  @Property
  void isNeverBeforeTheClock(
      @ForAll @LongRange(min = 1_700_000_000L, max = 1_900_000_000L) long from,
      @ForAll @IntRange(max = 1_000_000) int seconds) {
    Instant begin = Instant.ofEpochSecond(from);

    assertThat(OFFICE.plus(begin, Duration.ofSeconds(seconds)))
        .isAfterOrEqualTo(begin.plusSeconds(seconds));
  }

  @Property
  void neverComesEarlierForMoreTimeOrALaterBegin(
      @ForAll @LongRange(min = 1_700_000_000L, max = 1_900_000_000L) long from,
      @ForAll @IntRange(max = 1_000_000) int seconds,
      @ForAll @IntRange(max = 100_000) int more) {
    Instant begin = Instant.ofEpochSecond(from);
    Instant end = OFFICE.plus(begin, Duration.ofSeconds(seconds));

    assertThat(OFFICE.plus(begin, Duration.ofSeconds((long) seconds + more))).isAfterOrEqualTo(end);
    assertThat(OFFICE.plus(begin.plusSeconds(more), Duration.ofSeconds(seconds)))
        .isAfterOrEqualTo(end);
  }

  private static Instant berlin(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }

  private static LocalDateTime local(Instant instant) {
    return instant.atZone(BERLIN).toLocalDateTime();
  }
}
