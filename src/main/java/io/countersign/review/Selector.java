package io.countersign.review;

import io.countersign.organization.Organization;
import io.countersign.organization.Organization.Department;
import io.countersign.organization.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is meant by a word of the route table.
 *
 * <ul>
 *   <li>{@code role:finance}: who holds the role
 *   <li>{@code department:finance}: who works there
 *   <li>{@code department-head:finance}: who leads it
 *   <li>{@code person:anna}: this person
 *   <li>{@code agent-owner}: who answers for the agent
 *   <li>{@code object-owner}: who owns the business object
 *   <li>{@code requester-manager}: the manager of the requester, or of the agent's owner
 *   <li>{@code manager-chain}: that manager, theirs, and so on
 *   <li>{@code fallback-owner}: who is asked when nobody else can be
 * </ul>
 *
 * <p>A word that is none of these means nobody.
 */
record Selector(String word) {

  /** The people meant, in the order of the organization. */
  List<Person> people(Case subject, Organization organization, boolean onDuty, Instant at) {
    int colon = word.indexOf(':');
    String name = colon < 0 ? "" : word.substring(colon + 1);
    return switch (colon < 0 ? word : word.substring(0, colon)) {
      case "role" ->
          organization.holding(name).stream()
              .filter(person -> !onDuty || organization.onDuty(person.id(), name, at))
              .toList();
      case "department" -> organization.in(name);
      case "department-head" ->
          one(organization.department(name).map(Department::head).flatMap(organization::person));
      case "person" -> one(organization.person(name));
      case "agent-owner" -> one(organization.person(subject.agentOwner()));
      case "object-owner" ->
          one(organization.ownerOf(subject.businessObjectType(), subject.businessObjectId()));
      case "requester-manager" -> managers(subject, organization).limit(1).toList();
      case "manager-chain" -> managers(subject, organization).toList();
      case "fallback-owner" -> one(organization.person(organization.fallbackOwner()));
      default -> List.of();
    };
  }

  /** For people, e.g. {@code role finance}. */
  String words() {
    return word.replace(':', ' ').replace('-', ' ');
  }

  private static Stream<Person> managers(Case subject, Organization organization) {
    String requester =
        organization.person(subject.requester()).isPresent()
            ? subject.requester()
            : subject.agentOwner();
    return requester == null ? Stream.of() : organization.managersOf(requester).stream();
  }

  private static List<Person> one(Optional<Person> person) {
    return person.stream().toList();
  }
}
