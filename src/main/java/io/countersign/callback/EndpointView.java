package io.countersign.callback;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as the API shows it.
 *
 * @param state {@code enabled} or {@code disabled}
 * @param disabledBecause why it gets nothing now
 * @param keys what verifies {@code v1a}, the newest first
 * @param secret the new {@code whsec_…}; only in the answer that made it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EndpointView(
    String id,
    String agent,
    String url,
    Set<String> events,
    String state,
    @Nullable String disabledBecause,
    List<KeyView> keys,
    Instant createdAt,
    String createdBy,
    @Nullable String secret) {

  /**
   * @param until when it stops signing; absent for the newest
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record KeyView(String publicKey, Instant since, @Nullable Instant until) {}

  static EndpointView of(Endpoint endpoint, Instant now, @Nullable String secret) {
    return new EndpointView(
        endpoint.id(),
        endpoint.agent(),
        endpoint.url(),
        endpoint.events(),
        endpoint.isEnabled() ? "enabled" : "disabled",
        endpoint.disabled(),
        endpoint.keys().stream()
            .filter(it -> it.signsAt(now))
            .map(it -> new KeyView(it.publicKey(), it.since(), it.until()))
            .toList(),
        endpoint.createdAt(),
        endpoint.createdBy(),
        secret);
  }
}
