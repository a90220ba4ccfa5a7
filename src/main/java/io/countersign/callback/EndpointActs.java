package io.countersign.callback;

import io.countersign.administration.Act;
import io.countersign.history.EntryKind;
import io.countersign.web.Caller;
import java.net.URI;
import java.time.Instant;

/**
 * What the history is told of endpoints: of the address only its host, for the rest may be secret.
 */
final class EndpointActs {

  private EndpointActs() {}

  static Act of(EntryKind kind, Endpoint endpoint, Caller by, Instant now) {
    return Act.of(kind, endpoint.id(), by, now)
        .with("agent", endpoint.agent())
        .with("host", URI.create(endpoint.url()).getHost());
  }

  static Act registered(Endpoint endpoint, Caller by) {
    return of(EntryKind.ENDPOINT_REGISTERED, endpoint, by, endpoint.createdAt())
        .with("events", String.join(", ", endpoint.events()));
  }

  static Act rotated(Endpoint endpoint, Caller by, Instant now, Instant until) {
    return of(EntryKind.ENDPOINT_SECRET_ROTATED, endpoint, by, now).with("oldEndsAt", until);
  }
}
