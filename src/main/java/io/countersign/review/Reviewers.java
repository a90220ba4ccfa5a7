package io.countersign.review;

import io.countersign.action.ProposedAction;
import io.countersign.organization.Organization;
import io.countersign.organization.Person;
import io.countersign.review.Seating.Seat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Who may decide: they hold the role and are apart from the requester and the agent's owner. */
final class Reviewers {

  private Reviewers() {}

  /** The seats of a stage; never an empty review that would pass. */
  static Seating seat(Stage stage, ProposedAction action, Organization organization) {
    List<String> eligible =
        organization.holding(stage.role()).stream()
            .map(Person::id)
            .filter(id -> whyNot(id, stage, action, organization).isEmpty())
            .toList();
    if (stage.approvals() < 1 || stage.rejections() < 1) {
      return new Seating(List.of(), false, "The route asks for no approval at all.");
    }
    if (eligible.size() < stage.approvals()) {
      return new Seating(
          List.of(),
          false,
          "%d of %d people needed with the role %s may decide this."
              .formatted(eligible.size(), stage.approvals(), stage.role()));
    }
    List<Seat> seats =
        IntStream.rangeClosed(1, stage.approvals())
            .mapToObj(n -> new Seat("seat-" + n, eligible, List.of(stage.role())))
            .toList();
    return new Seating(seats, true, null);
  }

  /** Why this person may not decide, or nothing if they may. */
  static Optional<String> whyNot(
      String person, Stage stage, ProposedAction action, Organization organization) {
    if (person.isBlank()) {
      return Optional.of("Nobody had taken the seat when it was completed.");
    }
    Optional<Person> known = organization.person(person);
    if (known.isEmpty()) {
      return Optional.of(person + " is not in the organization.");
    }
    if (!known.get().roles().contains(stage.role())) {
      return Optional.of(person + " does not hold the role " + stage.role() + ".");
    }
    if (person.equals(action.requestedBy())) {
      return Optional.of(person + " requested this and may not decide it.");
    }
    if (person.equals(action.agent().owner())) {
      return Optional.of(person + " answers for the agent and may not decide what it proposes.");
    }
    return Optional.empty();
  }
}
