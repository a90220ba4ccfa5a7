package io.countersign.organization;

import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT /v1/organization/people/{id}/delegation}.
 *
 * @param to the id of the person who stands in
 * @param from the first moment; now if it is left out or over
 * @param until the first moment after, at most a year later
 */
record DelegationRequest(String to, @Nullable OffsetDateTime from, OffsetDateTime until) {

  private static final Duration LONGEST = Duration.ofDays(366);

  /** The delegation that is asked for; never one that would make votes count afterwards. */
  Delegation of(String person, Instant now) {
    Instant end = until.toInstant();
    Instant begin = from == null || from.toInstant().isBefore(now) ? now : from.toInstant();
    if (to.equals(person)) {
      throw refused("to", "Nobody stands in for themself.");
    }
    if (from != null && !end.isAfter(from.toInstant())) {
      throw refused("until", "The delegation must end after it begins.");
    }
    if (!end.isAfter(now)) {
      throw refused("until", "The delegation would be over already.");
    }
    if (Duration.between(begin, end).compareTo(LONGEST) > 0) {
      throw refused("until", "A delegation may last a year at most.");
    }
    return new Delegation(person, to, begin, end);
  }

  private static RefusedException refused(String field, String sentence) {
    return new RefusedException(ErrorCode.INVALID_FIELD, field, sentence);
  }
}
