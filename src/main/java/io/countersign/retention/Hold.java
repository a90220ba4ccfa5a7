package io.countersign.retention;

import java.time.Instant;

/**
 * A legal hold on an action.
 *
 * @param by who set it
 * @param reason why, in their words
 */
record Hold(String actionId, String by, String reason, Instant at) {}
