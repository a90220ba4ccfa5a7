package io.countersign.organization;

import io.countersign.administration.Act;
import io.countersign.administration.Administration;
import io.countersign.history.EntryKind;
import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Lets people name who stands in while they are away, for themselves; administrators for all. */
@Component
class Absences {

  private static final Logger LOG = LoggerFactory.getLogger(Absences.class);

  private final OrganizationInForce organization;
  private final DelegationFile file;
  private final Administration administration;
  private final Clock clock;

  Absences(
      OrganizationInForce organization,
      DelegationFile file,
      Administration administration,
      Clock clock) {
    this.organization = organization;
    this.file = file;
    this.administration = administration;
    this.clock = clock;
  }

  /** Takes the place of whatever the person had set from now on. */
  Delegation set(Caller caller, String person, DelegationRequest request) {
    permit(caller, person);
    Organization base = organization.state().organization();
    requireKnown(base, person, null);
    requireKnown(base, request.to(), "to");
    OwnDelegation asked = own(caller, person, request);
    file.reread();
    with(base, file.all(), asked);
    return administration.grant(
        Act.of(EntryKind.DELEGATION_SET, person, caller, asked.setAt())
            .with("to", asked.to())
            .with("from", asked.from())
            .with("until", asked.until()),
        () -> {
          // Telling takes a moment, and no vote of that moment may count afterwards.
          OwnDelegation own = own(caller, person, request);
          file.change(all -> with(base, all, own));
          LOG.info(
              "Delegation of {} to {} from {} until {} set by {}",
              person,
              own.to(),
              own.from(),
              own.until(),
              own.setBy());
          return own.delegation();
        });
  }

  /** Ends what the person has set; what the organization's file says stays. */
  void end(Caller caller, String person) {
    permit(caller, person);
    requireKnown(organization.state().organization(), person, null);
    Instant now = clock.instant();
    if (new OwnDelegations(file.all()).open(person, now).isEmpty()) {
      return;
    }
    file.change(all -> new OwnDelegations(all).without(person, now));
    LOG.info("Delegation of {} ended by {}", person, caller.id());
    administration.tookAway(Act.of(EntryKind.DELEGATION_ENDED, person, caller, now));
  }

  private OwnDelegation own(Caller caller, String person, DelegationRequest request) {
    Instant now = clock.instant();
    Delegation asked = request.of(person, now);
    return new OwnDelegation(person, asked.to(), asked.from(), asked.until(), caller.id(), now);
  }

  private static List<OwnDelegation> with(
      Organization base, List<OwnDelegation> all, OwnDelegation own) {
    List<OwnDelegation> changed = new OwnDelegations(all).with(own, own.setAt());
    requireSomeoneAtTheEnd(WithDelegations.of(base, changed).merged(), own.delegation());
    return changed;
  }

  private static void permit(Caller caller, String person) {
    boolean themself = caller.kind() == Caller.Kind.PERSON && caller.id().equals(person);
    boolean administrator = caller.kind() != Caller.Kind.AGENT && caller.may("administer");
    if (!themself && !administrator) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN, "Only the person or an administrator may say who stands in.");
    }
  }

  private static void requireKnown(Organization organization, String person, String field) {
    if (organization.person(person).isEmpty()) {
      throw new RefusedException(
          ErrorCode.PERSON_NOT_FOUND, field, person + " is not in the organization.");
    }
  }

  private static void requireSomeoneAtTheEnd(Organization organization, Delegation delegation) {
    organization
        .chains()
        .flaw(delegation)
        .ifPresent(
            flaw -> {
              throw new RefusedException(
                  ErrorCode.DELEGATION_CONFLICT, "to", "Nobody would stand in: " + flaw + ".");
            });
  }
}
