package io.countersign.audit;

import io.countersign.history.Entry;
import io.countersign.history.EntryKind;
import io.countersign.web.RefusedException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The exported history of actions.
 *
 * <p>Every method throws {@link RefusedException} {@code HISTORY_UNAVAILABLE} when the history
 * cannot be read; it never answers less than there is because of a fault.
 */
public interface ActionHistory {

  /** The action as the history shows it this moment; sees every write that was confirmed. */
  Optional<ActionDocument> find(String actionId);

  /**
   * The whole timeline of an action, in log order, including entries that a search would not show
   * yet: the document of the action, read beside it, must not be ahead of it.
   */
  List<Entry> entries(String actionId);

  /**
   * Entries of one process instance, in log order, including those that a search would not show
   * yet.
   */
  List<Entry> entriesOfInstance(String actionId, String processInstanceKey, Set<EntryKind> kinds);

  /** Entries of an action, in log order, including those that a search would not show yet. */
  List<Entry> entries(String actionId, Set<EntryKind> kinds);

  /** Actions that people may still decide, with their seats; oldest first. */
  List<ActionDocument> inReview();

  /**
   * What a halt may still stop: actions that are not decided, and approvals that are neither used
   * nor over; at most 10,000, oldest first.
   *
   * @param agent only of this agent, if given
   * @param type only of this action type, if given
   */
  List<ActionDocument> stoppable(@Nullable String agent, @Nullable String type, Instant now);

  /** How many redeemed releases have no reported outcome though its time is over. */
  long outcomesUnknown(Instant now);

  /** The latest actions on a business object or by an agent, newest first. */
  List<ActionDocument> latestWith(String field, String value, int most);

  /** Actions proposed since then, oldest first, including the latest. */
  List<ActionDocument> proposedSince(Instant since);

  /** One page of a search. */
  AuditPage search(AuditQuery query);
}
