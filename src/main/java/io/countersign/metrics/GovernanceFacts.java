package io.countersign.metrics;

import io.countersign.web.RefusedException;
import java.time.Instant;
import java.util.List;

/** Reads from the history what the figures are made of. */
interface GovernanceFacts {

  /**
   * @param entries in the order of time, within a partition in log order
   */
  record Facts(List<ActionFact> actions, List<EntryFact> entries) {}

  /**
   * The actions proposed in a period, and their entries whenever they happened.
   *
   * @throws RefusedException {@code INVALID_FIELD} if they are too many to be counted exactly, or
   *     {@code HISTORY_UNAVAILABLE}
   */
  Facts proposedIn(Instant from, Instant to);
}
