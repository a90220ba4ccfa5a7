package io.countersign.organization;

import io.countersign.organization.Organization.Department;
import io.countersign.organization.Organization.Role;
import io.countersign.organization.OrganizationViews.PersonView;
import io.countersign.organization.OrganizationViews.RoleView;
import io.countersign.organization.OrganizationViews.RotaView;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Who there is, who is on duty, and who stands in. Agents may not look: limits would tell them what
 * to stay below.
 */
@RestController
@RequestMapping(path = "/v1/organization", produces = MediaType.APPLICATION_JSON_VALUE)
@PreAuthorize("hasAnyAuthority('SCOPE_review', 'SCOPE_audit', 'SCOPE_administer')")
class OrganizationController {

  private final OrganizationInForce organization;
  private final Clock clock;

  OrganizationController(OrganizationInForce organization, Clock clock) {
    this.organization = organization;
    this.clock = clock;
  }

  /**
   * What is in force.
   *
   * @param since when it came into force
   * @param problems why anything newer is not; empty if nothing is newer
   */
  record Summary(
      Instant since,
      int people,
      int agents,
      int roles,
      int departments,
      int shifts,
      int rotas,
      int delegations,
      List<String> problems) {}

  @GetMapping
  @Operation(summary = "What is in force, and why anything newer is not")
  Summary summary() {
    OrganizationState state = organization.state();
    Organization it = organization.get();
    return new Summary(
        state.since(),
        it.people().size(),
        it.agents().size(),
        it.roles().size(),
        it.departments().size(),
        it.shifts().size(),
        it.rotas().size(),
        now().delegations().size(),
        state.problems());
  }

  @GetMapping("/people")
  @Operation(summary = "Everyone")
  List<PersonView> people() {
    return now().people();
  }

  @GetMapping("/people/{id}")
  @Operation(summary = "One person: roles, limits, duty and stand-in now")
  PersonView person(@PathVariable String id) {
    return now()
        .person(id)
        .orElseThrow(
            () ->
                new RefusedException(
                    ErrorCode.PERSON_NOT_FOUND, "The organization has no such person."));
  }

  @GetMapping("/roles")
  @Operation(summary = "All roles")
  List<Role> roles() {
    return organization.get().roles();
  }

  @GetMapping("/roles/{id}")
  @Operation(summary = "Who holds a role, and who of them is on duty")
  RoleView role(
      @PathVariable String id,
      @Parameter(description = "a moment with its offset; now if left out")
          @RequestParam(required = false)
          @Nullable String at) {
    return views(at).role(id).orElseThrow(() -> nothing("role"));
  }

  @GetMapping("/departments")
  @Operation(summary = "All departments")
  List<Department> departments() {
    return organization.get().departments();
  }

  @GetMapping("/shifts")
  @Operation(summary = "All shifts")
  List<Shift> shifts() {
    return organization.get().shifts();
  }

  @GetMapping("/rotas")
  @Operation(summary = "All rotas")
  List<Rota> rotas() {
    return organization.get().rotas();
  }

  @GetMapping("/rotas/{id}")
  @Operation(summary = "Who is on call, and who is next")
  RotaView rota(
      @PathVariable String id,
      @Parameter(description = "a moment with its offset; now if left out")
          @RequestParam(required = false)
          @Nullable String at) {
    return views(at).rota(id).orElseThrow(() -> nothing("rota"));
  }

  @GetMapping("/delegations")
  @Operation(summary = "Who stands in for whom, now and planned")
  List<Delegation> delegations() {
    return now().delegations();
  }

  private OrganizationViews now() {
    return views(null);
  }

  private OrganizationViews views(@Nullable String at) {
    return new OrganizationViews(organization.get(), at == null ? clock.instant() : moment(at));
  }

  private static Instant moment(String at) {
    try {
      return OffsetDateTime.parse(at).toInstant();
    } catch (DateTimeException unreadable) {
      throw new RefusedException(
          ErrorCode.INVALID_FIELD,
          "at",
          "Send a date and time with its offset, such as 2026-11-24T08:00:00Z.");
    }
  }

  private static RefusedException nothing(String what) {
    return new RefusedException(ErrorCode.NOT_FOUND, "The organization has no such " + what + ".");
  }
}
