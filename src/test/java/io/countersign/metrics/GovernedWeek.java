package io.countersign.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A week small enough to be counted by hand, as the documents that the exporter writes. The figures
 * in the tests were computed from this table with paper and pencil:
 *
 * <pre>
 * id  type    control     proposed  verdict    after   policies    callback     seats: taken, voted
 * a1  refund  autonomous  Mon 08:00 approved   1 s     -           delivered 1
 * a2  refund  autonomous  Mon 09:00 approved   1 s     P-1         delivered 3  (controlRule missing)
 * a3  refund  review      Mon 10:00 approved   10 min  P-1, P-2    delivered 1  anna 0 s, 40 s
 * a4  refund  review      Mon 11:00 rejected   20 min  P-2         failing      ben 0 s, 3 s
 * a5  refund  review      Tue 10:00 approved   60 min  -           -            anna 0 s, 5 s
 * a6  order   review      Tue 11:00 timed_out  120 min P-2         delivered 1  anna 0 s, 2 s late
 * a7  order   review      Tue 12:00 (open)             -           -            carl: seat of ben
 * a8  order   blocked     Tue 13:00 rejected   1 s     P-9         failing
 * </pre>
 *
 * a4 and a6 were escalated, a6 twice. a6 was counted twice; its vote did not count either time. A
 * halt on Tuesday at 14:00 stopped two things after 2 and 9 seconds.
 */
final class GovernedWeek {

  static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
  static final Instant NEXT_MONDAY = MONDAY.plus(Duration.ofDays(7));

  private GovernedWeek() {}

  static List<Map<String, Object>> actions() {
    return List.of(
        action("a1", "refund", "autonomous", 8, "approved", 1, List.of(), "delivered", 1),
        without(
            action("a2", "refund", "autonomous", 9, "approved", 1, List.of("P-1"), "delivered", 3),
            "controlRule"),
        action(
            "a3", "refund", "review", 10, "approved", 600, List.of("P-1", "P-2"), "delivered", 1),
        action("a4", "refund", "review", 11, "rejected", 1_200, List.of("P-2"), "failing", 0),
        action("a5", "refund", "review", 34, "approved", 3_600, List.of(), null, 0),
        action("a6", "order", "review", 35, "timed_out", 7_200, List.of("P-2"), "delivered", 1),
        action("a7", "order", "review", 36, null, 0, List.of(), null, 0),
        action("a8", "order", "blocked", 37, "rejected", 1, List.of("P-9"), "failing", 0));
  }

  static List<Map<String, Object>> entries() {
    List<Map<String, Object>> entries = new ArrayList<>();
    vote(entries, "a3", "anna", 10, 40);
    vote(entries, "a4", "ben", 11, 3);
    vote(entries, "a5", "anna", 34, 5);
    vote(entries, "a6", "anna", 35, 2);
    entries.add(seat("a7", "seat-taken", "ben", 36, 0));
    entries.add(seat("a7", "vote-cast", "carl", 36, 60));
    for (String escalated : List.of("a4", "a6", "a6")) {
      entries.add(entry(escalated, "review-escalated", at(35, 100), "engine", Map.of()));
    }
    for (int count = 0; count < 2; count++) {
      entries.add(
          entry(
              "a6",
              "votes-counted",
              at(35, 200 + count),
              "countersign",
              Map.of(
                  "verdict",
                  Map.of(
                      "votes",
                      List.of(
                          Map.of(
                              "person", "anna",
                              "counts", false,
                              "why", "anna voted after the deadline."))))));
    }
    entries.add(
        entry("", "halt-set", at(38, 0), "operator", Map.of("halt", Map.of("id", "halt-1"))));
    entries.add(entry("a7", "action-halted", at(38, 2), "operator", Map.of("halt", "halt-1")));
    entries.add(
        entry(
            "a5",
            "release-halted",
            at(38, 9),
            "operator",
            Map.of("release", Map.of("halt", "halt-1"))));
    for (int i = 0; i < entries.size(); i++) {
      entries.get(i).put("position", i + 1);
      entries.get(i).put("number", i + 1);
    }
    return entries;
  }

  static GovernanceMetrics metrics(
      List<ActionFact> actions,
      List<EntryFact> entries,
      String by,
      Function<ActionFact, Collection<String>> grouping) {
    return GovernanceMetrics.of(
        MONDAY, NEXT_MONDAY, actions, entries, by, grouping, Duration.ofSeconds(5));
  }

  static Set<String> noGroup(ActionFact action) {
    return Set.of();
  }

  private static void vote(
      List<Map<String, Object>> entries, String id, String person, int hour, int seconds) {
    entries.add(seat(id, "seat-taken", person, hour, 0));
    entries.add(seat(id, "vote-cast", person, hour, seconds));
  }

  private static Map<String, Object> seat(
      String id, String kind, String person, int hour, int seconds) {
    return entry(
        id, kind, at(hour, seconds), person, Map.of("userTaskKey", "task-" + id, "person", person));
  }

  private static Map<String, Object> entry(
      String id, String kind, Instant at, String actor, Map<String, Object> detail) {
    return new HashMap<>(
        Map.of(
            "actionId",
            id,
            "partition",
            1,
            "kind",
            kind,
            "at",
            at.toString(),
            "processInstanceKey",
            "stage-" + id,
            "actor",
            Map.of("type", "person", "id", actor),
            "detail",
            detail));
  }

  private static Map<String, Object> action(
      String id,
      String type,
      String control,
      int hour,
      String verdict,
      int seconds,
      List<String> policies,
      String callback,
      int attempts) {
    Map<String, Object> action = new HashMap<>();
    action.put("actionId", id);
    action.put("requestDigest", "sha256:" + id);
    action.put("type", type);
    action.put("agent", "agent-" + type);
    action.put("proposedAt", at(hour, 0).toString());
    action.put("control", control);
    action.put("controlRule", "Rule_1");
    action.put("policyVersion", "1");
    action.put("policies", policies);
    if (verdict != null) {
      action.put("verdict", verdict);
      action.put("decidedAt", at(hour, seconds).toString());
    }
    if (callback != null) {
      action.put("callbackState", callback);
    }
    if (attempts > 0) {
      action.put("callbackAttempts", attempts);
    }
    return action;
  }

  private static Map<String, Object> without(Map<String, Object> action, String field) {
    action.remove(field);
    return action;
  }

  private static Instant at(int hour, int seconds) {
    return MONDAY.plus(Duration.ofHours(hour)).plusSeconds(seconds);
  }
}
