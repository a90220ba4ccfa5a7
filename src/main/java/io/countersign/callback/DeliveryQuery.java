package io.countersign.callback;

import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries someone asks for; what is null asks for all.
 *
 * @param from the earliest latest news
 * @param to before which the latest news must be
 * @param limit the most deliveries, 1 to 1,000
 */
record DeliveryQuery(
    Delivery.@Nullable State state,
    @Nullable String endpoint,
    @Nullable String agent,
    @Nullable Instant from,
    @Nullable Instant to,
    int limit) {

  static final int MOST = 1_000;

  private static final int USUAL = 100;
  private static final Set<String> PARAMETERS =
      Set.of("state", "endpoint", "agent", "from", "to", "limit");

  /** Reads query parameters; an unknown or unreadable one is refused by name. */
  static DeliveryQuery of(Map<String, String> parameters) {
    for (String name : parameters.keySet()) {
      if (!PARAMETERS.contains(name)) {
        throw invalid(name, "There is no parameter of this name.");
      }
    }
    return new DeliveryQuery(
        state(parameters.get("state")),
        parameters.get("endpoint"),
        parameters.get("agent"),
        time("from", parameters.get("from")),
        time("to", parameters.get("to")),
        limit(parameters.get("limit")));
  }

  DeliveryQuery ofAgent(String other) {
    return new DeliveryQuery(state, endpoint, other, from, to, limit);
  }

  boolean fits(Delivery delivery) {
    return (state == null || state == delivery.state())
        && (endpoint == null || endpoint.equals(delivery.endpoint()))
        && (agent == null || agent.equals(delivery.agent()))
        && (from == null || !delivery.at().isBefore(from))
        && (to == null || delivery.at().isBefore(to));
  }

  private static Delivery.@Nullable State state(@Nullable String word) {
    return word == null
        ? null
        : Delivery.State.of(word)
            .orElseThrow(
                () -> invalid("state", "Send pending, retrying, delivered, dead or cancelled."));
  }

  private static @Nullable Instant time(String name, @Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException unreadable) {
      throw invalid(name, "Send a time, such as 2026-03-02T09:00:00Z.");
    }
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return USUAL;
    }
    int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MOST) {
      throw invalid("limit", "Send a number from 1 to 1000.");
    }
    return limit;
  }

  private static RefusedException invalid(String parameter, String message) {
    return new RefusedException(ErrorCode.INVALID_FIELD, parameter, message);
  }
}
