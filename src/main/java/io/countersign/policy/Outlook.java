package io.countersign.policy;

import org.jspecify.annotations.Nullable;

/**
 * What policy would say of an action.
 *
 * @param control the stricter of the table and the findings
 * @param reason in a sentence
 * @param rule the row of the control table; absent if none matched
 * @param policy what the rules found
 */
public record Outlook(Control control, String reason, @Nullable String rule, PolicyCheck policy) {}
