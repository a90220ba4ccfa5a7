package io.countersign.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.countersign.action.ProposedAction;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stage has to know of the action to say who may decide it.
 *
 * @param requester on whose behalf, as the agent says
 * @param agentOwner who answers for the agent; absent for an unknown one
 * @param amount in units of the currency, as policy saw it
 * @param clean whether the rules found nothing
 */
record Case(
    String type,
    String businessObjectType,
    String businessObjectId,
    @Nullable String requester,
    @Nullable String agentOwner,
    @Nullable BigDecimal amount,
    @Nullable String currency,
    boolean clean) {

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
        action.requestedBy(),
        action.agent().owner(),
        policy.facts() == null ? null : policy.facts().amount(),
        policy.facts() == null ? null : policy.facts().currency(),
        policy.findings().isEmpty());
  }
}
