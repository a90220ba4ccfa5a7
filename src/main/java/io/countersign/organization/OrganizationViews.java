package io.countersign.organization;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.countersign.organization.Organization.Limit;
import io.countersign.organization.Organization.Role;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What callers see of an organization at a moment. */
record OrganizationViews(Organization organization, Instant at) {

  private static final int TURNS_SHOWN = 6;

  /**
   * A person.
   *
   * @param onDuty the roles they are on duty for
   * @param standIn who stands in for them; absent while they are there, or if nobody does
   * @param delegations under way and planned
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PersonView(
      String id,
      String name,
      Set<String> roles,
      Set<String> departments,
      @Nullable String manager,
      @Nullable ZoneId timeZone,
      List<Limit> limits,
      List<String> onDuty,
      @Nullable String standIn,
      List<Delegation> delegations) {}

  /** A role with its holders at a moment. */
  record RoleView(String id, String name, Instant at, List<Holder> holders) {}

  /**
   * @param standIn who stands in for them, if anyone
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Holder(String id, String name, boolean onDuty, @Nullable String standIn) {}

  /**
   * A rota at a moment.
   *
   * @param onCall whose turn it is; absent before the first turn
   * @param turns this turn and the next ones
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RotaView(Rota rota, Instant at, @Nullable String onCall, List<Rota.Turn> turns) {}

  Optional<PersonView> person(String id) {
    return organization.person(id).map(this::view);
  }

  List<PersonView> people() {
    return organization.people().stream().map(this::view).toList();
  }

  Optional<RoleView> role(String id) {
    return organization.roles().stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .map(this::view);
  }

  Optional<RotaView> rota(String id) {
    return organization.rotas().stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .map(it -> new RotaView(it, at, it.onCall(at).orElse(null), it.turns(at, TURNS_SHOWN)));
  }

  /** Under way and planned. */
  List<Delegation> delegations() {
    return organization.delegations().stream().filter(it -> it.until().isAfter(at)).toList();
  }

  private PersonView view(Person person) {
    return new PersonView(
        person.id(),
        person.name(),
        person.roles(),
        person.departments(),
        person.manager(),
        person.timeZone(),
        person.limits(),
        person.roles().stream()
            .filter(it -> organization.onDuty(person.id(), it, at))
            .sorted()
            .toList(),
        standIn(person),
        delegations().stream().filter(it -> it.person().equals(person.id())).toList());
  }

  private RoleView view(Role role) {
    return new RoleView(
        role.id(),
        role.name(),
        at,
        organization.holding(role.id()).stream()
            .map(
                it ->
                    new Holder(
                        it.id(),
                        it.name(),
                        organization.onDuty(it.id(), role.id(), at),
                        standIn(it)))
            .toList());
  }

  private @Nullable String standIn(Person person) {
    return organization.standInOf(person.id(), at).map(Person::id).orElse(null);
  }
}
