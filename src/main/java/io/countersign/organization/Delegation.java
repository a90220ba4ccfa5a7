package io.countersign.organization;

import java.time.Instant;

/**
 * Someone stands in for a person who is away.
 *
 * @param person who is away
 * @param to who stands in
 * @param from the first moment
 * @param until the first moment after
 */
public record Delegation(String person, String to, Instant from, Instant until) {

  boolean covers(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}
