package io.countersign.metrics;

import io.countersign.organization.Organization;
import io.countersign.organization.Person;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** By what the figures of a period are grouped. */
final class Grouping {

  static final List<String> NAMES =
      List.of("type", "agent", "owner", "department", "environment", "control", "day");

  private static final String UNKNOWN = "unknown";

  private Grouping() {}

  /**
   * The groups of an action: one, but for an owner in several departments; none for an empty name.
   */
  static Function<ActionFact, Collection<String>> of(String name, Organization organization) {
    return switch (name) {
      case "" -> action -> Set.of();
      case "type" -> action -> Set.of(action.type());
      case "agent" -> action -> Set.of(action.agent());
      case "owner" -> action -> word(action.owner());
      case "environment" -> action -> word(action.environment());
      case "control" -> action -> word(action.control());
      case "day" ->
          action -> Set.of(action.proposedAt().atZone(ZoneOffset.UTC).toLocalDate().toString());
      case "department" -> action -> departments(action, organization);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Where the agent's owner works now. */
  private static Set<String> departments(ActionFact action, Organization organization) {
    Set<String> departments =
        action.owner() == null
            ? Set.of()
            : organization.person(action.owner()).map(Person::departments).orElse(Set.of());
    return departments.isEmpty() ? Set.of(UNKNOWN) : departments;
  }

  private static Set<String> word(@Nullable String word) {
    return Set.of(word == null ? UNKNOWN : word);
  }
}
