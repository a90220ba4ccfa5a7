package io.countersign.organization;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who there is, as {@code organization.yaml} says it.
 *
 * @param people those who can be asked
 * @param agents those who may propose
 */
public record Organization(List<Person> people, List<Agent> agents) {

  /**
   * A person who can be asked.
   *
   * @param id the login name, the same as in Tasklist
   * @param name what people call them
   * @param roles what they may decide
   */
  public record Person(String id, String name, Set<String> roles) {

    public Person {
      roles = Set.copyOf(roles);
    }
  }

  /**
   * An agent of the inventory.
   *
   * @param id the id its credential proves
   * @param name what people call it
   * @param owner the id of the person who answers for it
   */
  public record Agent(String id, String name, String owner) {}

  public Organization {
    people = List.copyOf(people);
    agents = List.copyOf(agents);
  }

  public Optional<Person> person(String id) {
    return people.stream().filter(person -> person.id().equals(id)).findFirst();
  }

  public Optional<Agent> agent(String id) {
    return agents.stream().filter(agent -> agent.id().equals(id)).findFirst();
  }

  public List<Person> holding(String role) {
    return people.stream().filter(person -> person.roles().contains(role)).toList();
  }
}
