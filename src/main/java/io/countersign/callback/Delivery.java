package io.countersign.callback;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way to a receiver, as the history shows it.
 *
 * @param id what a replay names
 * @param actionId what it is about
 * @param agent whose receiver it is
 * @param owner who answers for the agent
 * @param event what it tells
 * @param endpoint the registered endpoint; null for a free address
 * @param attempts made so far; null if that is not known
 * @param reason why the latest attempt failed
 * @param at of the latest news
 * @param incident the engine's incident of a dead one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Delivery(
    String id,
    String actionId,
    String agent,
    @Nullable String owner,
    String event,
    @Nullable String endpoint,
    State state,
    @Nullable Integer attempts,
    @Nullable String reason,
    Instant at,
    @Nullable String incident) {

  /** Where a delivery stands. */
  enum State {
    /** Not tried yet, or to be tried anew. */
    PENDING,
    /** Failed, and tried again after a pause. */
    RETRYING,
    /** The receiver took it. */
    DELIVERED,
    /** All attempts failed, or there is no way; it can be replayed. */
    DEAD,
    /** The process went on without it. */
    CANCELLED;

    @JsonValue
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<State> of(String word) {
      return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
  }
}
