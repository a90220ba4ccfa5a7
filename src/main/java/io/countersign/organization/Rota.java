package io.countersign.organization;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Who of a role is on call, in turn, changing at the same wall-clock time over daylight saving.
 *
 * @param start the first turn's begin in the zone
 * @param turn how long each is on call, in days
 */
public record Rota(
    String id, String role, ZoneId zone, LocalDateTime start, Period turn, List<String> people) {

  public Rota {
    people = List.copyOf(people);
  }

  /** Nobody before the first turn. */
  Optional<String> onCall(Instant at) {
    LocalDateTime local = at.atZone(zone).toLocalDateTime();
    if (local.isBefore(start) || people.isEmpty() || turn.getDays() < 1) {
      return Optional.empty();
    }
    long turns = Duration.between(start, local).toDays() / turn.getDays();
    return Optional.of(people.get((int) (turns % people.size())));
  }
}
