package io.countersign.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When a proposal is judged, by the clock on the office wall.
 *
 * @param weekend whether it is Saturday or Sunday
 * @param hour the hour of the day, 0 to 23
 */
public record Moment(boolean weekend, int hour) {

  static Moment of(Instant now, ZoneId zone) {
    ZonedDateTime local = now.atZone(zone);
    return new Moment(local.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0, local.getHour());
  }
}
