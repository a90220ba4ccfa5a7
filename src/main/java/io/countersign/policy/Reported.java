package io.countersign.policy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One thing the agent says; a rule may use it against the agent, never in its favour.
 *
 * @param name its name; inner values have dotted names
 * @param value its value as text
 * @param number its value as a number, if it is one
 */
public record Reported(String name, String value, @Nullable BigDecimal number) {}
