package io.countersign.policy;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An action proposed before, as far as the rules need to remember it.
 *
 * @param actionId the action id
 * @param agent the verified id of the agent
 * @param type the action type
 * @param businessObjectType what kind of thing it concerned
 * @param businessObjectId which one
 * @param amount how much, if it had a valid amount
 * @param currency in which currency, if it had one
 * @param proposedAt when it was proposed
 */
public record RecentAction(
    String actionId,
    String agent,
    String type,
    String businessObjectType,
    String businessObjectId,
    @Nullable BigDecimal amount,
    @Nullable String currency,
    Instant proposedAt) {}
