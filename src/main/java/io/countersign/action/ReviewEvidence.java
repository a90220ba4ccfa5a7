package io.countersign.action;

import io.countersign.audit.ActionHistory;
import io.countersign.audit.HistoryMarks;
import io.countersign.history.Entry;
import io.countersign.history.EntryKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Whether the history shows that every stage of the route approved. The route is the one that the
 * exported decision gave, not the one in a variable.
 */
@Component
class ReviewEvidence {

  private static final Set<EntryKind> KINDS =
      Set.of(EntryKind.ROUTE_CHOSEN, EntryKind.VOTES_COUNTED);

  private final ActionHistory history;
  private final HistoryMarks marks;

  ReviewEvidence(ActionHistory history, HistoryMarks marks) {
    this.history = history;
    this.marks = marks;
  }

  /**
   * @param jobKey the job that asks; every count before it is considered
   */
  boolean everyStageApproved(String actionId, long jobKey) {
    marks.await(actionId, jobKey);
    return everyStageApproved(history.entries(actionId, KINDS));
  }

  /** Each stage of the route, by name, has a count of its own that approved. */
  static boolean everyStageApproved(List<Entry> entries) {
    List<String> needed =
        entries.stream()
            .filter(it -> it.kind() == EntryKind.ROUTE_CHOSEN)
            .reduce((first, last) -> last)
            .map(ReviewEvidence::stages)
            .orElse(List.of());
    Map<String, String> latest = new HashMap<>();
    entries.stream()
        .filter(it -> it.kind() == EntryKind.VOTES_COUNTED)
        .forEach(it -> latest.put(it.processInstanceKey(), approvedStage(it)));
    Map<String, Long> approved =
        latest.values().stream().collect(Collectors.groupingBy(it -> it, Collectors.counting()));
    Map<String, Long> wanted =
        needed.stream().collect(Collectors.groupingBy(it -> it, Collectors.counting()));
    return !needed.isEmpty()
        && wanted.entrySet().stream()
            .allMatch(it -> approved.getOrDefault(it.getKey(), 0L) >= it.getValue());
  }

  private static List<String> stages(Entry routeChosen) {
    return stream(at(routeChosen.detail().get("output"), "steps"))
        .flatMap(ReviewEvidence::stream)
        .map(stage -> String.valueOf(at(stage, "name")))
        .toList();
  }

  /** The stage that this count approved; nothing if it did not. */
  private static String approvedStage(Entry counted) {
    Object verdict = counted.detail().get("verdict");
    return Verdict.APPROVED.word().equals(at(verdict, "verdict"))
        ? String.valueOf(at(verdict, "stage"))
        : "";
  }

  private static Stream<?> stream(Object list) {
    return list instanceof Collection<?> items ? items.stream() : Stream.of();
  }

  private static Object at(Object object, String name) {
    return object instanceof Map<?, ?> map && map.get(name) != null ? map.get(name) : "";
  }
}
