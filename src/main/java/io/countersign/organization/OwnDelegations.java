package io.countersign.organization;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What becomes of the delegations people set when one of them is set or ended. */
record OwnDelegations(List<OwnDelegation> all) {

  /**
   * Votes are judged by who stood in when they were cast, also when a review that is open for long
   * is counted again. So a delegation is forgotten only when no such review can be left.
   */
  static final Duration REMEMBERED = Duration.ofDays(90);

  /** This delegation takes the place of whatever the person had from now on. */
  List<OwnDelegation> with(OwnDelegation delegation, Instant now) {
    return Stream.concat(Stream.of(delegation), without(delegation.person(), now).stream())
        .toList();
  }

  /** What the person has planned is gone, and what is under way ends now. */
  List<OwnDelegation> without(String person, Instant now) {
    return all.stream()
        .filter(it -> !it.person().equals(person) || it.from().isBefore(now))
        .map(it -> isOpen(it, person, now) ? it.endingAt(now) : it)
        .filter(it -> it.until().plus(REMEMBERED).isAfter(now))
        .toList();
  }

  /** What of the person is under way or planned. */
  List<OwnDelegation> open(String person, Instant now) {
    return all.stream().filter(it -> isOpen(it, person, now)).toList();
  }

  private static boolean isOpen(OwnDelegation delegation, String person, Instant now) {
    return delegation.person().equals(person) && delegation.until().isAfter(now);
  }
}
