package io.countersign.metrics;

import io.countersign.metrics.EntryFact.Counted;
import io.countersign.metrics.EntryFact.Escalated;
import io.countersign.metrics.EntryFact.HaltSet;
import io.countersign.metrics.EntryFact.Stopped;
import io.countersign.metrics.EntryFact.Uncounted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The governance figures of a period.
 *
 * @param from the actions proposed from then on
 * @param to and before then
 * @param all of all these actions
 * @param by what {@code groups} are grouped by; empty if they are not
 * @param groups the same figures by group
 * @param rejectionByType of the reviewed and decided actions of a type, those that people rejected
 * @param policyTriggers how many actions triggered a policy number
 * @param reviewers how those who voted did so
 * @param uncountedVotes how many votes did not count, by the reason
 * @param haltToStop from a halt to each action and release it stopped
 */
record GovernanceMetrics(
    Instant from,
    Instant to,
    Figures all,
    String by,
    Map<String, Figures> groups,
    Map<String, Share> rejectionByType,
    Map<String, Long> policyTriggers,
    Map<String, Reviewer> reviewers,
    Map<String, Long> uncountedVotes,
    Spread haltToStop) {

  /**
   * How one person votes.
   *
   * @param votes how many they cast
   * @param uncounted how many of their votes did not count
   */
  record Reviewer(long votes, long uncounted, Spread thinkTime, Share rubberStamps) {}

  /**
   * @param entries of these actions and of halts, in log order
   * @param grouping the groups an action is in; none if there are to be no groups
   * @param rubberStamp votes quicker than this are rubber stamps
   */
  static GovernanceMetrics of(
      Instant from,
      Instant to,
      List<ActionFact> actions,
      List<EntryFact> entries,
      String by,
      Function<ActionFact, Collection<String>> grouping,
      Duration rubberStamp) {
    List<VoteFact> votes = VoteFact.of(entries);
    Set<String> escalated =
        of(entries, Escalated.class).map(Escalated::actionId).collect(Collectors.toSet());
    Map<String, List<VoteFact>> votesOf =
        votes.stream().collect(Collectors.groupingBy(VoteFact::actionId));
    Function<List<ActionFact>, Figures> figures =
        some -> Figures.of(some, votesOf, escalated, rubberStamp);
    List<Uncounted> uncounted = uncounted(entries);
    return new GovernanceMetrics(
        from,
        to,
        figures.apply(actions),
        by,
        mapped(grouped(actions, grouping), figures),
        mapped(
            grouped(
                actions.stream().filter(it -> it.reviewed() && it.verdict() != null).toList(),
                it -> Set.of(it.type())),
            some -> Share.of(some, it -> it.ended("rejected"))),
        counted(actions.stream().flatMap(it -> it.policies().stream())),
        reviewers(votes, uncounted, rubberStamp),
        counted(uncounted.stream().map(Uncounted::reason)),
        Spread.of(stops(entries)));
  }

  private static Map<String, Reviewer> reviewers(
      List<VoteFact> votes, List<Uncounted> uncounted, Duration rubberStamp) {
    return mapped(
        grouped(votes, it -> Set.of(it.person())),
        some -> {
          String person = some.getFirst().person();
          List<Duration> thought = Figures.thinkTimes(some);
          return new Reviewer(
              some.size(),
              uncounted.stream().filter(it -> it.person().equals(person)).count(),
              Spread.of(thought),
              Figures.tooQuick(thought, rubberStamp));
        });
  }

  /** The last count of a stage says it of all its votes. */
  private static List<Uncounted> uncounted(List<EntryFact> entries) {
    Map<String, List<Uncounted>> last = new LinkedHashMap<>();
    of(entries, Counted.class)
        .forEach(it -> last.put(it.actionId() + " " + it.stage(), it.uncounted()));
    return last.values().stream().flatMap(List::stream).toList();
  }

  private static List<Duration> stops(List<EntryFact> entries) {
    Map<String, Instant> set = new HashMap<>();
    of(entries, HaltSet.class).forEach(it -> set.putIfAbsent(it.halt(), it.at()));
    return of(entries, Stopped.class)
        .filter(it -> set.containsKey(it.halt()))
        .map(it -> Duration.between(set.get(it.halt()), it.at()))
        .toList();
  }

  private static <T> Stream<T> of(List<EntryFact> entries, Class<T> type) {
    return entries.stream().filter(type::isInstance).map(type::cast);
  }

  private static <T> Map<String, List<T>> grouped(
      List<T> all, Function<T, Collection<String>> grouping) {
    Map<String, List<T>> groups = new TreeMap<>();
    for (T one : all) {
      for (String group : new TreeSet<>(grouping.apply(one))) {
        groups.computeIfAbsent(group, name -> new ArrayList<>()).add(one);
      }
    }
    return groups;
  }

  private static <T, R> Map<String, R> mapped(
      Map<String, List<T>> groups, Function<List<T>, R> figures) {
    Map<String, R> mapped = new LinkedHashMap<>();
    groups.forEach((name, some) -> mapped.put(name, figures.apply(some)));
    return mapped;
  }

  /** The most frequent first. */
  private static Map<String, Long> counted(Stream<String> words) {
    return words
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
  }
}
