package io.countersign.organization;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * When some holders of a role are on duty, week by week, by the wall clock of a time zone.
 *
 * @param days on which it begins
 * @param to not later than {@code from} means the next day
 */
public record Shift(
    String id,
    String role,
    Set<String> people,
    ZoneId zone,
    Set<DayOfWeek> days,
    LocalTime from,
    LocalTime to) {

  public Shift {
    people = Set.copyOf(people);
    days = Set.copyOf(days);
  }

  boolean covers(Instant at, Set<LocalDate> holidays) {
    LocalDate day = at.atZone(zone).toLocalDate();
    return covers(at, day, holidays) || covers(at, day.minusDays(1), holidays);
  }

  private boolean covers(Instant at, LocalDate begins, Set<LocalDate> holidays) {
    if (!days.contains(begins.getDayOfWeek()) || holidays.contains(begins)) {
      return false;
    }
    LocalDate ends = to.isAfter(from) ? begins : begins.plusDays(1);
    return !at.isBefore(ZonedDateTime.of(begins, from, zone).toInstant())
        && at.isBefore(ZonedDateTime.of(ends, to, zone).toInstant());
  }
}
