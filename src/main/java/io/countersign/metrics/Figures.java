package io.countersign.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The figures of some actions. {@code docs/compliance.md} defines each in words.
 *
 * @param proposed how many there are
 * @param undecided how many have no verdict yet
 * @param decisionTime from the proposal to the verdict, of what people approved or rejected
 * @param timedOut of the reviewed and decided, those that nobody decided in time
 * @param escalated of the reviewed, those whose review was escalated at least once
 * @param rejected of the reviewed and decided, those that people rejected
 * @param blocked of all, those that policy refused
 * @param auditOnly of all, those that ran on their own: recorded, not reviewed
 * @param auditOnlyComplete of the decided ones among those, the ones with a complete record
 * @param callbacksDelivered of those with a callback, those whose callback arrived
 * @param callbacksAtOnce of those with a callback, those whose callback arrived at the first
 *     attempt
 * @param thinkTime from taking a seat to the vote
 * @param rubberStamps of the votes with a think time, those that were too quick to be a thought
 */
record Figures(
    long proposed,
    long undecided,
    Spread decisionTime,
    Share timedOut,
    Share escalated,
    Share rejected,
    Share blocked,
    Share auditOnly,
    Share auditOnlyComplete,
    Share callbacksDelivered,
    Share callbacksAtOnce,
    Spread thinkTime,
    Share rubberStamps) {

  /**
   * @param votes by the id of their action
   * @param escalated ids of escalated actions
   * @param rubberStamp votes quicker than this are rubber stamps
   */
  static Figures of(
      List<ActionFact> actions,
      Map<String, List<VoteFact>> votes,
      Set<String> escalated,
      Duration rubberStamp) {
    List<ActionFact> reviewed = actions.stream().filter(ActionFact::reviewed).toList();
    List<ActionFact> ended = reviewed.stream().filter(it -> it.verdict() != null).toList();
    List<ActionFact> alone = actions.stream().filter(it -> it.has("autonomous")).toList();
    List<ActionFact> called = actions.stream().filter(it -> it.callbackState() != null).toList();
    List<Duration> thought =
        thinkTimes(
            actions.stream()
                .flatMap(it -> votes.getOrDefault(it.actionId(), List.of()).stream())
                .toList());
    return new Figures(
        actions.size(),
        actions.stream().filter(it -> it.verdict() == null).count(),
        Spread.of(
            reviewed.stream()
                .filter(ActionFact::decidedByPeople)
                .map(ActionFact::untilDecided)
                .toList()),
        Share.of(ended, it -> it.ended("timed_out")),
        Share.of(reviewed, it -> escalated.contains(it.actionId())),
        Share.of(ended, it -> it.ended("rejected")),
        Share.of(actions, it -> it.has("blocked")),
        Share.of(actions, it -> it.has("autonomous")),
        Share.of(alone.stream().filter(it -> it.verdict() != null).toList(), ActionFact::recorded),
        Share.of(called, Figures::delivered),
        Share.of(called, it -> delivered(it) && it.callbackAttempts() == 1),
        Spread.of(thought),
        tooQuick(thought, rubberStamp));
  }

  static List<Duration> thinkTimes(List<VoteFact> votes) {
    return votes.stream().map(VoteFact::thinkTime).filter(Objects::nonNull).toList();
  }

  static Share tooQuick(List<Duration> thought, Duration rubberStamp) {
    return Share.of(thought, it -> it.compareTo(rubberStamp) < 0);
  }

  private static boolean delivered(ActionFact action) {
    return "delivered".equals(action.callbackState());
  }
}
