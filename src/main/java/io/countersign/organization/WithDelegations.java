package io.countersign.organization;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An organization with the delegations that people set themselves, as far as those people are still
 * in it.
 *
 * @param ignored delegations of or to someone who has left
 */
record WithDelegations(
    Organization base, List<OwnDelegation> own, Organization merged, List<Delegation> ignored) {

  static WithDelegations of(Organization base, List<OwnDelegation> own) {
    var split =
        own.stream()
            .map(OwnDelegation::delegation)
            .collect(Collectors.partitioningBy(it -> isBetweenKnown(it, base)));
    return new WithDelegations(base, own, base.with(split.get(true)), split.get(false));
  }

  boolean isOutdated(Organization newBase, List<OwnDelegation> newOwn) {
    return base != newBase || own != newOwn;
  }

  private static boolean isBetweenKnown(Delegation delegation, Organization organization) {
    return organization.person(delegation.person()).isPresent()
        && organization.person(delegation.to()).isPresent();
  }
}
