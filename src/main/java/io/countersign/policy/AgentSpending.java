package io.countersign.policy;

import java.math.BigDecimal;

/**
 * What the agent already proposed to spend in the currency of the proposal, whatever was decided.
 *
 * @param lastHour the sum of the last hour, without the proposal itself
 */
public record AgentSpending(BigDecimal lastHour) {}
