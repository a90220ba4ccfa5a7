package io.countersign.metrics;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the figures need of one entry. */
sealed interface EntryFact {

  /**
   * @param task the seat, by its user task
   */
  record SeatTaken(String task, String person, Instant at) implements EntryFact {}

  record VoteCast(String actionId, String task, String person, Instant at) implements EntryFact {}

  record Escalated(String actionId) implements EntryFact {}

  /**
   * A count of a stage, which repeats what the counts of that stage before it said.
   *
   * @param stage its process instance
   */
  record Counted(String actionId, String stage, List<Uncounted> uncounted) implements EntryFact {}

  record HaltSet(String halt, Instant at) implements EntryFact {}

  /** An action or a release that a halt stopped. */
  record Stopped(String halt, Instant at) implements EntryFact {}

  /**
   * A vote that did not count.
   *
   * @param insteadOf for whom the person stood in, if for anyone
   * @param why in a sentence that names them
   */
  record Uncounted(String person, @Nullable String insteadOf, String why) {

    /** Why, without the names. */
    String reason() {
      String text = why.replace(person, "(person)");
      return insteadOf == null || insteadOf.isEmpty()
          ? text
          : text.replace(insteadOf, "(represented)");
    }
  }
}
