package io.countersign.client;

import java.time.Instant;
import java.util.Map;

/**
 * A verified callback.
 *
 * @param id the {@code webhook-id}: the same each time one message comes
 * @param sentAt the time of this attempt
 * @param type what happened, e.g. {@code action.decided}
 * @param data the rest, as plain JSON: maps, lists, texts, {@link Double}, booleans and null
 */
public record Callback(String id, Instant sentAt, String type, Map<String, Object> data) {}
