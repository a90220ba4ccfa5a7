package io.countersign.callback;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an action's document holds of its callbacks.
 *
 * @param callbacks every delivery by the key of its job
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record CallbackDocument(
    @Nullable String actionId,
    @Nullable String agent,
    @Nullable String owner,
    @Nullable String callbackEndpoint,
    @Nullable Map<String, Kept> callbacks) {

  /** One delivery; a field is absent until something sets it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Kept(
      @Nullable String id,
      @Nullable String event,
      @Nullable String state,
      @Nullable Integer attempts,
      @Nullable String reason,
      @Nullable String at,
      @Nullable String incident) {}

  Stream<Delivery> deliveries() {
    return callbacks == null
        ? Stream.empty()
        : callbacks.values().stream().filter(CallbackDocument::isWhole).map(this::delivery);
  }

  private static boolean isWhole(Kept kept) {
    return kept.id() != null
        && kept.event() != null
        && kept.at() != null
        && kept.state() != null
        && Delivery.State.of(kept.state()).isPresent();
  }

  private Delivery delivery(Kept kept) {
    Delivery.State state = Delivery.State.of(String.valueOf(kept.state())).orElseThrow();
    return new Delivery(
        String.valueOf(kept.id()),
        String.valueOf(actionId),
        String.valueOf(agent),
        owner,
        String.valueOf(kept.event()),
        callbackEndpoint,
        state,
        kept.attempts(),
        state == Delivery.State.DELIVERED ? null : kept.reason(),
        Instant.parse(String.valueOf(kept.at())),
        kept.incident());
  }
}
