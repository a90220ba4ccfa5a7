package io.countersign.organization;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;

/**
 * The hours in which deadlines run, by the wall clock of a time zone.
 *
 * @param from when each working day begins
 * @param to when it ends; midnight means the whole day
 * @param holidays days without working time
 */
public record WorkingTime(
    ZoneId zone, Set<DayOfWeek> days, LocalTime from, LocalTime to, Set<LocalDate> holidays) {

  /** Longer than any deadline: a calendar without working days must not be searched for ever. */
  private static final int LONGEST_SEARCH_DAYS = 3_660;

  public WorkingTime {
    days = Set.copyOf(days);
    holidays = holidays == null ? Set.of() : Set.copyOf(holidays);
  }

  static WorkingTime always() {
    return new WorkingTime(
        ZoneOffset.UTC,
        EnumSet.allOf(DayOfWeek.class),
        LocalTime.MIDNIGHT,
        LocalTime.MIDNIGHT,
        Set.of());
  }

  /** The moment after so much working time; never earlier than by the plain clock. */
  Instant plus(Instant from, Duration time) {
    Duration left = time;
    LocalDate day = from.atZone(zone).toLocalDate();
    for (int searched = 0; searched < LONGEST_SEARCH_DAYS; searched++, day = day.plusDays(1)) {
      if (!days.contains(day.getDayOfWeek()) || holidays.contains(day)) {
        continue;
      }
      Instant begin = later(from, ZonedDateTime.of(day, this.from, zone).toInstant());
      Instant end =
          ZonedDateTime.of(to.isAfter(this.from) ? day : day.plusDays(1), to, zone).toInstant();
      Duration today = Duration.between(begin, end);
      if (today.compareTo(left) >= 0) {
        return begin.plus(left);
      }
      if (today.isPositive()) {
        left = left.minus(today);
      }
    }
    throw new IllegalStateException("The calendar has too little working time");
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
