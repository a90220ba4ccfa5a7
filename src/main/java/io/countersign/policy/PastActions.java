package io.countersign.policy;

import java.time.Instant;
import java.util.List;

/** The history, as the source of what was proposed before this application started. */
public interface PastActions {

  /**
   * Every action proposed since then and before another, whatever became of it, save those people
   * or policy rejected.
   *
   * @param from the earliest time of proposal
   * @param upTo the id of the action that is judged: once the history shows it, it shows every
   *     earlier one of its partition too
   * @throws RuntimeException when the history cannot be read or is behind: a policy check then
   *     waits, because an empty answer would be a permission
   */
  List<RecentAction> since(Instant from, String upTo);
}
