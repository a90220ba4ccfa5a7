package io.countersign.review;

import io.countersign.organization.Organization;
import io.countersign.organization.Person;
import io.countersign.review.Schedule.Step;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may decide a stage at a moment: those the stage names, those it escalated to, and whoever
 * stands in for them; apart from the requester and the agent's owner, and within their limits.
 *
 * @param widened who is asked too since when
 */
record Reviewers(Stage stage, Case subject, Organization organization, List<Step> widened) {

  /**
   * A person who may decide.
   *
   * @param insteadOf whom they stand in for, if anyone
   */
  record Reviewer(Person person, @Nullable String insteadOf) {}

  /** Everyone who may decide at that moment, each once. */
  List<Reviewer> at(Instant at) {
    Set<Reviewer> found = new LinkedHashSet<>();
    List<Person> named = named(at).filter(it -> barrier(it).isEmpty()).toList();
    named.forEach(it -> found.add(new Reviewer(it, null)));
    for (Person away : named) {
      organization
          .standInOf(away.id(), at)
          .filter(it -> !named.contains(it))
          .filter(it -> barrier(it).isEmpty())
          .filter(it -> found.stream().noneMatch(known -> known.person().equals(it)))
          .ifPresent(it -> found.add(new Reviewer(it, away.id())));
    }
    return List.copyOf(found);
  }

  /** The person as one who may decide at that moment. */
  Optional<Reviewer> find(String person, Instant at) {
    return at(at).stream().filter(it -> it.person().id().equals(person)).findFirst();
  }

  /** Why this person may not decide, or nothing if they may. */
  Optional<String> whyNot(String person, Instant at) {
    if (person.isBlank()) {
      return Optional.of("Nobody had taken the seat when it was completed.");
    }
    Optional<Person> known = organization.person(person);
    if (known.isEmpty()) {
      return Optional.of(person + " is not in the organization.");
    }
    Optional<String> barrier = barrier(known.get());
    if (barrier.isPresent()) {
      return barrier;
    }
    return find(person, at).isPresent()
        ? Optional.empty()
        : Optional.of(
            "%s is none of those who may decide this (%s)."
                .formatted(person, String.join(", ", words(at))));
  }

  /** Whether the reviewer, or whom they stand in for, holds the role. */
  boolean holds(Reviewer reviewer, String role) {
    return Stream.of(reviewer.person().id(), reviewer.insteadOf())
        .filter(Objects::nonNull)
        .flatMap(id -> organization.person(id).stream())
        .anyMatch(it -> it.roles().contains(role));
  }

  /** Who may decide, in the words of the route. */
  List<String> words(Instant at) {
    return selectors(at).map(Selector::words).distinct().toList();
  }

  private Stream<Selector> selectors(Instant at) {
    return Stream.concat(
            stage.who().stream(),
            widened.stream()
                .filter(it -> it.kind().equals(Schedule.ESCALATE) && !it.at().isAfter(at))
                .map(Step::to))
        .filter(Objects::nonNull)
        .map(Selector::new);
  }

  private Stream<Person> named(Instant at) {
    return selectors(at)
        .flatMap(it -> it.people(subject, organization, stage.onDuty(), at).stream())
        .distinct();
  }

  private Optional<String> barrier(Person person) {
    String id = person.id();
    if (stage.dutiesApart() && subject.behind().contains(id)) {
      return Optional.of(id + " requested this and may not decide it.");
    }
    if (stage.dutiesApart() && id.equals(subject.agentOwner())) {
      return Optional.of(id + " answers for the agent and may not decide what it proposes.");
    }
    return organization.mayApprove(person, subject.type(), subject.amount(), subject.currency())
        ? Optional.empty()
        : Optional.of(id + "'s limit does not allow this amount.");
  }
}
