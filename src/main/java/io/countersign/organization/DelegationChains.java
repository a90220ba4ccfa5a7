package io.countersign.organization;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who passes work on to whom; of several delegations of a person at one moment the first counts.
 */
final class DelegationChains {

  /** How many times a delegate's own delegate is asked. */
  static final int LONGEST = 3;

  private final List<Delegation> delegations;
  private final Map<String, List<Delegation>> byPerson;

  DelegationChains(List<Delegation> delegations) {
    this.delegations = delegations;
    this.byPerson = delegations.stream().collect(Collectors.groupingBy(Delegation::person));
  }

  /** Who stands in, their own stand-in, and so on; a loop ends with who is in it already. */
  List<String> of(String person, Instant at) {
    List<String> chain = new ArrayList<>(List.of(person));
    Optional<String> next = delegateOf(person, at);
    while (next.isPresent()) {
      boolean loop = chain.contains(next.get());
      chain.add(next.get());
      next = loop ? Optional.empty() : delegateOf(next.get(), at);
    }
    return chain;
  }

  private Optional<String> delegateOf(String person, Instant at) {
    return byPerson.getOrDefault(person, List.of()).stream()
        .filter(it -> it.covers(at))
        .map(Delegation::to)
        .findFirst();
  }

  /** Why nobody would stand in at some moment of this delegation: a loop, or too long a chain. */
  Optional<String> flaw(Delegation delegation) {
    var meeting =
        new DelegationChains(delegations.stream().filter(it -> meet(it, delegation)).toList());
    // A chain changes only when one of its delegations begins or ends.
    return Stream.concat(
            Stream.of(delegation.from()),
            meeting.delegations.stream().flatMap(it -> Stream.of(it.from(), it.until())))
        .filter(delegation::covers)
        .distinct()
        .flatMap(at -> meeting.byPerson.keySet().stream().sorted().map(it -> meeting.of(it, at)))
        .filter(it -> passes(it, delegation))
        .flatMap(it -> flaw(it).stream())
        .findFirst();
  }

  private static boolean meet(Delegation one, Delegation other) {
    return one.from().isBefore(other.until()) && other.from().isBefore(one.until());
  }

  private static boolean passes(List<String> chain, Delegation delegation) {
    int giver = chain.indexOf(delegation.person());
    return giver >= 0 && giver + 1 < chain.size() && chain.get(giver + 1).equals(delegation.to());
  }

  private static Optional<String> flaw(List<String> chain) {
    boolean loop = chain.indexOf(chain.getLast()) < chain.size() - 1;
    String words = String.join(", ", chain);
    return loop
        ? Optional.of("a loop in delegations: " + words)
        : chain.size() > LONGEST + 1
            ? Optional.of("a chain of more than " + LONGEST + " delegations: " + words)
            : Optional.empty();
  }
}
