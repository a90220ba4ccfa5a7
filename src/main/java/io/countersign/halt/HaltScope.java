package io.countersign.halt;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a halt stops: exactly one of the three.
 *
 * @param agent everything of this agent
 * @param actionType every action of this type, e.g. {@code refund.issue}
 * @param all {@code true} for everything
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HaltScope(
    @Nullable String agent, @Nullable String actionType, @Nullable Boolean all) {

  boolean covers(String agentId, String type) {
    return Boolean.TRUE.equals(all) || agentId.equals(agent) || type.equals(actionType);
  }

  boolean oneOfThree() {
    int named = 0;
    named += agent == null || agent.isBlank() ? 0 : 1;
    named += actionType == null || actionType.isBlank() ? 0 : 1;
    named += Boolean.TRUE.equals(all) ? 1 : 0;
    return named == 1;
  }

  /** The scope in words, e.g. {@code agent support-agent}. */
  public String words() {
    if (agent != null) {
      return "agent " + agent;
    }
    return actionType != null ? "action type " + actionType : "everything";
  }
}
