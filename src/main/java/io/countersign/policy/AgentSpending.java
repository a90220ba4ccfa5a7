package io.countersign.policy;

import java.math.BigDecimal;

/**
 * What the agent proposed to spend in the currency of the proposal, whatever was decided.
 *
 * @param lastHour the sum of the last hour, this proposal included
 */
public record AgentSpending(BigDecimal lastHour) {}
