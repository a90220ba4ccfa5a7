package io.countersign.organization;

import java.time.Instant;

/**
 * A delegation that was set by the API.
 *
 * @param setBy who set it: the person, or an administrator
 */
record OwnDelegation(
    String person, String to, Instant from, Instant until, String setBy, Instant setAt) {

  OwnDelegation {
    if (person == null || to == null || from == null || until == null) {
      throw new IllegalArgumentException("A delegation has a person, to, from and until.");
    }
  }

  Delegation delegation() {
    return new Delegation(person, to, from, until);
  }

  OwnDelegation endingAt(Instant end) {
    return new OwnDelegation(person, to, from, end, setBy, setAt);
  }
}
