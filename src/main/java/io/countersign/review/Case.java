package io.countersign.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.countersign.action.ProposedAction;
import io.countersign.web.ActsFor;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a stage has to know of the action to say who may decide it.
 *
 * @param requester on whose behalf: as the issuer of its token proves it, or else as it says
 * @param behind everyone the agent claims or is proven to act for or through
 * @param agentOwner who answers for the agent; absent for an unknown one
 * @param amount in units of the currency, as policy saw it
 * @param clean whether the rules found nothing
 */
record Case(
    String type,
    String businessObjectType,
    String businessObjectId,
    @Nullable String requester,
    Set<String> behind,
    @Nullable String agentOwner,
    @Nullable BigDecimal amount,
    @Nullable String currency,
    boolean clean) {

  Case {
    behind = Set.copyOf(behind);
  }

  /** The process variable {@code policy}, as far as reviews use it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Policy(@Nullable List<Finding> findings, @Nullable Facts facts) {

    Policy {
      findings = findings == null ? List.of() : List.copyOf(findings);
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Finding(String policy, String sentence) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Facts(@Nullable BigDecimal amount, @Nullable String currency) {}
  }

  static Case of(ProposedAction action, Policy policy) {
    return new Case(
        action.type(),
        action.businessObject().type(),
        action.businessObject().id(),
        action.actsFor() == null ? action.requestedBy() : action.actsFor().subject(),
        behind(action),
        action.agent().owner(),
        policy.facts() == null ? null : policy.facts().amount(),
        policy.facts() == null ? null : policy.facts().currency(),
        policy.findings().isEmpty());
  }

  private static Set<String> behind(ProposedAction action) {
    Stream<String> proven =
        action.actsFor() == null
            ? Stream.of()
            : Stream.concat(
                Stream.of(action.actsFor().subject()),
                action.actsFor().actors().stream().map(ActsFor.Actor::sub));
    return Stream.concat(Stream.ofNullable(action.requestedBy()), proven)
        .collect(Collectors.toUnmodifiableSet());
  }
}
