package io.countersign.action;

import io.countersign.audit.ActionDocument;
import io.countersign.audit.ActionHistory;
import io.countersign.audit.HistoryMarks;
import io.countersign.history.Entry;
import io.countersign.history.EntryKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whether the history shows that every stage of the route approved. The route is the one that the
 * exported decision gave, not the one in a variable.
 */
@Component
class ReviewEvidence {

  private static final Set<EntryKind> KINDS =
      Set.of(EntryKind.ROUTE_CHOSEN, EntryKind.VOTES_COUNTED);

  /** Without these an approval says nothing. */
  private static final Set<String> NEVER_LESS = Set.of("who", "approvals", "separation");

  private final ActionHistory history;
  private final HistoryMarks marks;

  ReviewEvidence(ActionHistory history, HistoryMarks marks) {
    this.history = history;
    this.marks = marks;
  }

  /**
   * @param jobKey the job that asks; every count before it is considered
   */
  boolean everyStageApproved(ProposedAction action, long jobKey) {
    ActionDocument known = marks.await(action.id(), jobKey);
    return action.matchesItsDigest()
        && action.digest().equals(known.digest())
        && everyStageApproved(history.entries(action.id(), KINDS), action.digest());
  }

  /**
   * Each stage of the route has a count of its own that approved by the terms of the table, and
   * that approved this digest. What was counted before the route was chosen anew, for a changed
   * action, counts for nothing.
   */
  static boolean everyStageApproved(List<Entry> all, String digest) {
    List<Entry> entries = sinceRoute(all);
    List<Map<?, ?>> needed =
        entries.stream().findFirst().map(ReviewEvidence::stages).orElse(List.of());
    List<Map<?, ?>> approved =
        new ArrayList<>(
            approvals(entries).stream().filter(it -> digest.equals(it.get("digest"))).toList());
    return !needed.isEmpty()
        && needed.stream().allMatch(stage -> approved.removeIf(once(it -> covers(it, stage))));
  }

  /** The last choice of a route, and what followed it; nothing without one. */
  private static List<Entry> sinceRoute(List<Entry> entries) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i).kind() == EntryKind.ROUTE_CHOSEN) {
        return entries.subList(i, entries.size());
      }
    }
    return List.of();
  }

  /** The verdicts that approved: the last count of each process instance. */
  private static List<Map<?, ?>> approvals(List<Entry> entries) {
    Map<String, Map<?, ?>> latest = new LinkedHashMap<>();
    entries.stream()
        .filter(it -> it.kind() == EntryKind.VOTES_COUNTED)
        .forEach(it -> latest.put(it.processInstanceKey(), map(it.detail().get("verdict"))));
    return latest.values().stream()
        .filter(it -> Verdict.APPROVED.word().equals(it.get("verdict")))
        .toList();
  }

  /** A flow may hand the vote another stage than the table gave: that approves nothing. */
  private static boolean covers(Map<?, ?> verdict, Map<?, ?> stage) {
    Map<?, ?> terms = map(verdict.get("terms"));
    return same(verdict.get("stage"), stage.get("name"))
        && !terms.isEmpty()
        && terms.keySet().containsAll(NEVER_LESS)
        && terms.keySet().stream().allMatch(it -> same(terms.get(it), stage.get(it)));
  }

  /** An empty cell of the table and what it stands for are the same. */
  private static boolean same(@Nullable Object one, @Nullable Object other) {
    return nothing(one) ? nothing(other) : one.equals(other);
  }

  private static boolean nothing(@Nullable Object value) {
    return value == null
        || value.equals(false)
        || (value instanceof Collection<?> items && items.isEmpty());
  }

  /** True for the first that fits, so that one count stands for one stage. */
  private static <T> Predicate<T> once(Predicate<T> fits) {
    AtomicBoolean found = new AtomicBoolean();
    return it -> !found.get() && fits.test(it) && found.compareAndSet(false, true);
  }

  private static List<Map<?, ?>> stages(Entry routeChosen) {
    List<Map<?, ?>> stages = new ArrayList<>();
    list(map(routeChosen.detail().get("output")).get("steps"))
        .forEach(step -> list(step).forEach(stage -> stages.add(map(stage))));
    return stages;
  }

  private static Collection<?> list(@Nullable Object value) {
    return value instanceof Collection<?> items ? items : List.of();
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
