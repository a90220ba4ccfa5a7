package io.countersign.retention;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;

/**
 * Some actions that are deleted with their entries: written before anything is deleted, so that
 * what was begun is finished, and kept, so that the gaps they leave can be told from a loss.
 *
 * @param kind {@code deletion}
 * @param state {@code planned} or {@code done}
 * @param at when it was planned
 * @param olderThan actions that ended before this were old enough
 * @param entries how many entries go with them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Deletion(
    @JsonIgnore String id,
    String kind,
    String state,
    Instant at,
    Instant olderThan,
    long entries,
    List<Doomed> actions) {

  /**
   * An action that is deleted unless it has changed since.
   *
   * @param seqNo its version in the index
   * @param primaryTerm its version in the index
   * @param closedAt when it ended
   * @param gaps the numbers of its entries
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Doomed(
      String actionId, long seqNo, long primaryTerm, Instant closedAt, List<EntryRange> gaps) {

    long entries() {
      return gaps.stream().mapToLong(it -> it.last() - it.first() + 1).sum();
    }
  }

  static Deletion planned(String id, Instant at, Instant olderThan, List<Doomed> actions) {
    return new Deletion(id, "deletion", "planned", at, olderThan, entries(actions), actions);
  }

  Deletion withId(String id) {
    return new Deletion(id, kind, state, at, olderThan, entries, actions);
  }

  /** Only these went; the rest had changed. */
  Deletion done(List<Doomed> gone) {
    return new Deletion(id, kind, "done", at, olderThan, entries(gone), gone);
  }

  private static long entries(List<Doomed> actions) {
    return actions.stream().mapToLong(Doomed::entries).sum();
  }
}
