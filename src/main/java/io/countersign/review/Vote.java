package io.countersign.review;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one person did in a seat, as the history tells it.
 *
 * @param person who had taken the seat when it was completed; empty if nobody
 * @param decision what was submitted, which may be anything
 * @param comment what they wrote
 * @param changes the arguments they want changed, as JSON
 * @param at when, by the engine's clock
 * @param outdated whether the agent was asked since, so that the vote began afresh
 */
record Vote(
    String person,
    @Nullable String decision,
    @Nullable String comment,
    @Nullable String changes,
    Instant at,
    boolean outdated) {

  Vote(
      String person,
      @Nullable String decision,
      @Nullable String comment,
      Instant at,
      boolean outdated) {
    this(person, decision, comment, null, at, outdated);
  }

  boolean says(String word) {
    return word.equals(decision);
  }

  boolean commented() {
    return comment != null && !comment.isBlank();
  }
}
