package io.countersign.policy;

import io.countersign.action.ProposedAction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The action under judgement, flat, as the rules see it.
 *
 * @param actionId the action id
 * @param agent the verified id of the agent
 * @param agentKnown whether the inventory lists the agent
 * @param type the action type
 * @param environment where it would run
 * @param businessObjectType what kind of thing it concerns
 * @param businessObjectId which one
 * @param amount the argument {@code amount}; null unless it is a number of zero or more
 * @param currency the argument {@code currency}; null unless it is text
 */
public record Proposal(
    String actionId,
    String agent,
    boolean agentKnown,
    String type,
    String environment,
    String businessObjectType,
    String businessObjectId,
    @Nullable BigDecimal amount,
    @Nullable String currency) {

  /** Reads the proposal out of an action; what the agent reports about itself stays outside. */
  public static Proposal of(ProposedAction action) {
    return new Proposal(
        action.id(),
        action.agent().id(),
        action.agent().known(),
        action.type(),
        action.target().environment(),
        action.businessObject().type(),
        action.businessObject().id(),
        Amount.of(action.arguments().get("amount")),
        action.arguments().get("currency") instanceof String text ? text : null);
  }

  /** The facts the decision tables decide on; a fact that is not known is there as null. */
  public Map<String, @Nullable Object> facts() {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("type", type);
    facts.put("environment", environment);
    facts.put("amount", amount);
    facts.put("currency", currency);
    facts.put("businessObjectType", businessObjectType);
    facts.put("agentKnown", agentKnown);
    return facts;
  }

  /** What the ledger of recent actions keeps of it. */
  RecentAction proposedAt(Instant at) {
    return new RecentAction(
        actionId, agent, type, businessObjectType, businessObjectId, amount, currency, at);
  }
}
