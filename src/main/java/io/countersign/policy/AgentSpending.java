package io.countersign.policy;

import java.math.BigDecimal;

/**
 * What the agent spent on its own, or has proposed and not yet heard of, in one currency.
 *
 * @param lastHour the sum of the last hour, this proposal included
 */
public record AgentSpending(BigDecimal lastHour) {}
