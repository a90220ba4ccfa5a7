package io.countersign.organization;

import io.countersign.organization.Organization.Department;
import io.countersign.organization.Organization.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks that everyone and everything an organization names is there, and that no loop is in it.
 */
final class WholeCheck {

  private final Organization organization;
  private final Problems problems;
  private final Set<String> people;
  private final Set<String> roles;
  private final Set<String> departments;

  WholeCheck(Organization organization, Problems problems) {
    this.organization = organization;
    this.problems = problems;
    this.people = organization.ids();
    this.roles = organization.roles().stream().map(Role::id).collect(Collectors.toSet());
    this.departments =
        organization.departments().stream().map(Department::id).collect(Collectors.toSet());
  }

  void check() {
    if (people.isEmpty()) {
      problems.add("people", "there are no people");
      return;
    }
    organization.people().forEach(this::person);
    managers();
    organization.agents().forEach(it -> agent(it.id(), it.owner()));
    organization.departments().forEach(it -> known("departments/" + it.id() + "/head", it.head()));
    organization.roles().forEach(this::held);
    organization.shifts().forEach(it -> duty("shifts/" + it.id(), it.role(), it.people()));
    organization.rotas().forEach(it -> duty("rotas/" + it.id(), it.role(), it.people()));
    for (int i = 0; i < organization.owners().size(); i++) {
      known("owners/" + i + "/person", organization.owners().get(i).person());
    }
    known("fallbackOwner", organization.fallbackOwner());
    delegations();
  }

  private void person(Person person) {
    String place = "people/" + person.id();
    known(place + "/manager", person.manager());
    person.roles().forEach(it -> declared(place + "/roles/" + it, it));
    person.departments().stream()
        .filter(it -> !departments.contains(it))
        .forEach(
            it ->
                problems.add(
                    place + "/departments/" + it, "the department \"" + it + "\" is unknown"));
  }

  private void agent(String id, String owner) {
    known("agents/" + id + "/owner", owner);
    if (people.contains(id)) {
      problems.add("agents/" + id + "/id", "\"" + id + "\" is a person");
    }
  }

  private void held(Role role) {
    if (organization.holding(role.id()).isEmpty()) {
      problems.add("roles/" + role.id(), "role \"" + role.id() + "\" is held by nobody");
    }
  }

  private void duty(String place, String role, Iterable<String> onDuty) {
    declared(place + "/role", role);
    for (String id : onDuty) {
      known(place + "/people/" + id, id);
      organization
          .person(id)
          .filter(it -> !it.roles().contains(role))
          .ifPresent(
              it ->
                  problems.add(
                      place + "/people/" + id, id + " does not hold the role \"" + role + "\""));
    }
  }

  /** A loop is told once, at the first of those who are in it. */
  private void managers() {
    Set<String> told = new HashSet<>();
    for (Person person : organization.people()) {
      List<String> chain = organization.managersOf(person.id()).stream().map(Person::id).toList();
      if (chain.contains(person.id()) && told.add(person.id())) {
        told.addAll(chain);
        problems.add(
            "people/" + person.id() + "/manager",
            "a loop in managers: " + person.id() + ", " + String.join(", ", chain));
      }
    }
  }

  private void delegations() {
    for (int i = 0; i < organization.delegations().size(); i++) {
      Delegation delegation = organization.delegations().get(i);
      known("delegations/" + i + "/person", delegation.person());
      known("delegations/" + i + "/to", delegation.to());
      String place = "delegations/" + i + "/to";
      organization.chains().flaw(delegation).ifPresent(it -> problems.add(place, it));
    }
  }

  private void declared(String place, String role) {
    if (!roles.contains(role)) {
      problems.add(place, "the role \"" + role + "\" is unknown");
    }
  }

  private void known(String place, @Nullable String person) {
    if (person != null && !people.contains(person)) {
      problems.add(place, "\"" + person + "\" is nobody here");
    }
  }
}
