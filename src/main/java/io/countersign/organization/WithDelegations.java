package io.countersign.organization;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An organization with the delegations that people set themselves, as far as those people are still
 * in it.
 */
record WithDelegations(Organization base, List<OwnDelegation> own, Organization merged) {

  private static final Logger LOG = LoggerFactory.getLogger(WithDelegations.class);

  static WithDelegations of(Organization base, List<OwnDelegation> own) {
    return new WithDelegations(
        base,
        own,
        base.with(
            own.stream()
                .map(OwnDelegation::delegation)
                .filter(it -> isBetweenKnown(it, base))
                .toList()));
  }

  boolean isOutdated(Organization newBase, List<OwnDelegation> newOwn) {
    return base != newBase || own != newOwn;
  }

  private static boolean isBetweenKnown(Delegation delegation, Organization organization) {
    boolean known =
        organization.person(delegation.person()).isPresent()
            && organization.person(delegation.to()).isPresent();
    if (!known) {
      LOG.warn(
          "Delegation of {} to {} ignored: one of them is no longer in the organization",
          delegation.person(),
          delegation.to());
    }
    return known;
  }
}
