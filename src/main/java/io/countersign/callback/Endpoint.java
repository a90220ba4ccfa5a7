package io.countersign.callback;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A registered receiver of an agent's callbacks, as it is stored.
 *
 * @param id {@code ep_} and 32 hexadecimal digits
 * @param agent whose callbacks it gets
 * @param url where it is
 * @param events what it is told of
 * @param keys the newest first
 * @param createdBy who registered it
 * @param disabled why it gets nothing now; null if it does
 */
record Endpoint(
    String id,
    String agent,
    String url,
    Set<String> events,
    List<EndpointKey> keys,
    Instant createdAt,
    String createdBy,
    @Nullable String disabled) {

  Endpoint {
    events = java.util.Collections.unmodifiableSet(new TreeSet<>(events));
    keys = List.copyOf(keys);
  }

  boolean isEnabled() {
    return disabled == null;
  }

  boolean wants(CallbackEvent event) {
    return events.contains(event.word());
  }

  Endpoint disabledBecause(@Nullable String reason) {
    return new Endpoint(id, agent, url, events, keys, createdAt, createdBy, reason);
  }

  /** Signs with a new key; the one before signs beside it until then, older ones no more. */
  Endpoint rotated(EndpointKey next, Instant now, Instant until) {
    List<EndpointKey> kept =
        keys.stream().filter(it -> it.signsAt(now)).map(it -> it.endingAt(until)).toList();
    return withKeys(Stream.concat(Stream.of(next), kept.stream()).toList());
  }

  Endpoint withKeys(List<EndpointKey> other) {
    return new Endpoint(id, agent, url, events, other, createdAt, createdBy, disabled);
  }
}
