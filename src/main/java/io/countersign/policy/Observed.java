package io.countersign.policy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One fact that a system observed about the action.
 *
 * @param name its name; inner values have dotted names
 * @param value its value as text
 * @param number its value as a number, if it is one
 */
public record Observed(String name, String value, @Nullable BigDecimal number) {}
