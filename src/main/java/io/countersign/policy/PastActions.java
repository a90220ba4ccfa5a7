package io.countersign.policy;

import java.time.Instant;
import java.util.List;

/** The history, as the source of what was proposed before this application started. */
public interface PastActions {

  /**
   * Every action proposed at or after the given time, whatever became of it, save those people
   * rejected. Throws when the history cannot be read: a policy check then waits, because an empty
   * answer would be a permission.
   */
  List<RecentAction> since(Instant from);
}
