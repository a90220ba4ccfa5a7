package io.countersign.policy;

/**
 * The memory of recent actions.
 *
 * @param complete whether it holds every action of the last 24 hours
 */
public record Ledger(boolean complete) {}
