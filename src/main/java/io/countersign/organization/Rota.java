package io.countersign.organization;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Who of a role is on call, in turn, changing at the same wall-clock time over daylight saving.
 *
 * @param start the first turn's begin in the zone
 * @param turn how long each is on call, in days
 */
public record Rota(
    String id, String role, ZoneId zone, LocalDateTime start, Period turn, List<String> people) {

  /** When one person is on call. */
  record Turn(String person, Instant from, Instant until) {}

  public Rota {
    people = List.copyOf(people);
  }

  /** Nobody before the first turn. */
  Optional<String> onCall(Instant at) {
    LocalDateTime local = at.atZone(zone).toLocalDateTime();
    return local.isBefore(start) ? Optional.empty() : Optional.of(person(number(local)));
  }

  /** The turn at that moment and those after it; the first ones if none has begun. */
  List<Turn> turns(Instant at, int count) {
    long first = Math.max(0, number(at.atZone(zone).toLocalDateTime()));
    return LongStream.range(first, first + count)
        .mapToObj(it -> new Turn(person(it), begin(it), begin(it + 1)))
        .toList();
  }

  private long number(LocalDateTime local) {
    return Math.floorDiv(Duration.between(start, local).toDays(), turn.getDays());
  }

  private String person(long number) {
    return people.get((int) (number % people.size()));
  }

  private Instant begin(long number) {
    return start.plusDays(number * turn.getDays()).atZone(zone).toInstant();
  }
}
