package io.countersign.policy;

/**
 * What a rule found.
 *
 * @param policy the policy number, e.g. {@code P-101}
 * @param sentence why, in words a reviewer and an agent understand
 * @param severity what it demands: the loosest control that is still allowed
 */
public record Finding(String policy, String sentence, Control severity) {}
