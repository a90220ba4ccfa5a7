package io.countersign.organization;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who there is and who answers for what, as {@code organization.yaml} says it.
 *
 * @param people those who can be asked
 * @param agents those who may propose
 * @param roles what people can hold; a person may hold no other
 * @param departments parts of the organization with their heads
 * @param shifts when the holders of a role are on duty; a role without any is always on duty
 * @param rotas who of a role is on call, in turn
 * @param delegations who stands in for whom
 * @param owners who owns a business object
 * @param working the working time of deadlines
 * @param fallbackOwner who is asked when nobody else can be; the id of a person
 * @param approveAtEnd up to what amount a stage may approve by itself when its time ends
 */
public record Organization(
    List<Person> people,
    List<Agent> agents,
    List<Role> roles,
    List<Department> departments,
    List<Shift> shifts,
    List<Rota> rotas,
    List<Delegation> delegations,
    List<ObjectOwner> owners,
    WorkingTime working,
    @Nullable String fallbackOwner,
    Map<String, BigDecimal> approveAtEnd) {

  /**
   * What a person may approve at most.
   *
   * @param type the action type
   * @param upTo in units of the currency
   */
  public record Limit(String type, String currency, BigDecimal upTo) {}

  /** What people can hold. */
  public record Role(String id, String name) {}

  /**
   * A part of the organization.
   *
   * @param head the id of the person who leads it
   */
  public record Department(String id, String name, String head) {}

  /**
   * Who owns a business object.
   *
   * @param businessObject {@code type/id}; {@code type/*} for all of a type
   * @param person the id of its owner
   */
  public record ObjectOwner(String businessObject, String person) {}

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
    agents = copy(agents);
    roles = copy(roles);
    departments = copy(departments);
    shifts = copy(shifts);
    rotas = copy(rotas);
    delegations = copy(delegations);
    owners = copy(owners);
    working = working == null ? WorkingTime.always() : working;
    approveAtEnd = approveAtEnd == null ? Map.of() : Map.copyOf(approveAtEnd);
  }

  private static <T> List<T> copy(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  public Optional<Person> person(@Nullable String id) {
    return people.stream().filter(person -> person.id().equals(id)).findFirst();
  }

  public Optional<Agent> agent(String id) {
    return agents.stream().filter(agent -> agent.id().equals(id)).findFirst();
  }

  public Optional<Department> department(String id) {
    return departments.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  public List<Person> holding(String role) {
    return people.stream().filter(person -> person.roles().contains(role)).toList();
  }

  public List<Person> in(String department) {
    return people.stream().filter(person -> person.departments().contains(department)).toList();
  }

  /** The person's manager, that one's manager, and so on. */
  public List<Person> managersOf(String id) {
    List<Person> chain = new ArrayList<>();
    Optional<Person> next = person(id).flatMap(it -> person(it.manager()));
    while (next.isPresent() && !chain.contains(next.get())) {
      chain.add(next.get());
      next = person(next.get().manager());
    }
    return chain;
  }

  /** The owner of exactly this object, or else of all of its type. */
  public Optional<Person> ownerOf(String objectType, String objectId) {
    return Stream.of(objectType + "/" + objectId, objectType + "/*")
        .flatMap(name -> owners.stream().filter(it -> it.businessObject().equals(name)))
        .findFirst()
        .flatMap(it -> person(it.person()));
  }

  /** Whether the person is on duty for the role; a role without shifts and rotas always is. */
  public boolean onDuty(String person, String role, Instant at) {
    List<Shift> shiftsOfRole = shifts.stream().filter(it -> it.role().equals(role)).toList();
    List<Rota> rotasOfRole = rotas.stream().filter(it -> it.role().equals(role)).toList();
    return (shiftsOfRole.isEmpty() && rotasOfRole.isEmpty())
        || shiftsOfRole.stream()
            .anyMatch(it -> it.people().contains(person) && it.covers(at, working.holidays()))
        || rotasOfRole.stream().anyMatch(it -> person.equals(it.onCall(at).orElse(null)));
  }

  /** Who stands in for the person now; nobody while the person is not away. */
  public Optional<Person> standInOf(String person, Instant at) {
    List<String> chain = chains().of(person, at);
    // A loop or too long a chain ends with nobody: then whoever is next in the route is asked.
    boolean someone = chain.size() > 1 && chain.size() <= DelegationChains.LONGEST + 1;
    return someone && chain.indexOf(chain.getLast()) == chain.size() - 1
        ? person(chain.getLast())
        : Optional.empty();
  }

  DelegationChains chains() {
    return new DelegationChains(delegations);
  }

  /** Whether the person's limits allow this amount; limits of another action type say nothing. */
  public boolean mayApprove(
      Person person, String type, @Nullable BigDecimal amount, @Nullable String currency) {
    List<Limit> limits = person.limits().stream().filter(it -> it.type().equals(type)).toList();
    return limits.isEmpty()
        || (amount != null
            && limits.stream()
                .filter(it -> it.currency().equals(currency))
                .anyMatch(it -> amount.compareTo(it.upTo()) <= 0));
  }

  /** Whether an amount is small enough for a stage to approve by itself when its time ends. */
  public boolean mayApproveAtEnd(@Nullable BigDecimal amount, @Nullable String currency) {
    BigDecimal limit = currency == null ? null : approveAtEnd.get(currency);
    return amount != null && limit != null && amount.compareTo(limit) <= 0;
  }

  /** The moment after so much working time. */
  public Instant afterWorkingTime(Instant from, Duration time) {
    return working.plus(from, Objects.requireNonNull(time));
  }

  /** The same organization with these delegations too; of two at one time these count. */
  Organization with(List<Delegation> more) {
    return copy(people, Stream.concat(more.stream(), delegations.stream()).toList());
  }

  /** The same organization with other people. */
  Organization withPeople(List<Person> others) {
    return copy(others, delegations);
  }

  private Organization copy(List<Person> otherPeople, List<Delegation> otherDelegations) {
    return new Organization(
        otherPeople,
        agents,
        roles,
        departments,
        shifts,
        rotas,
        otherDelegations,
        owners,
        working,
        fallbackOwner,
        approveAtEnd);
  }

  /** The ids of all people. */
  Set<String> ids() {
    return people.stream().map(Person::id).collect(Collectors.toUnmodifiableSet());
  }
}
