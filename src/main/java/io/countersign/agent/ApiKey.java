package io.countersign.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.countersign.web.Caller;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a key: everything but the key itself.
 *
 * @param id the eight characters after {@code cs_}, by which a key is found again
 * @param holder the agent's or operator's id
 * @param sha256 as {@link io.countersign.web.KeyHash} makes it
 * @param createdBy the caller who made it
 * @param expiresAt from when on it is nobody's; null for never
 * @param revokedAt when it was taken away; null while it was not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApiKey(
    String id,
    String holder,
    Caller.Kind kind,
    Set<String> scopes,
    String sha256,
    String createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable String revokedBy) {

  ApiKey {
    Objects.requireNonNull(id);
    Objects.requireNonNull(holder);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(sha256);
    scopes = Set.copyOf(scopes);
  }

  /** Whether it opens anything at this moment. */
  boolean isOpen(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }

  /** {@code active}, {@code expired} or {@code revoked}. */
  String state(Instant now) {
    return isOpen(now) ? "active" : revokedAt == null ? "expired" : "revoked";
  }

  /** When it ended; null while it is open. */
  @Nullable Instant endedAt(Instant now) {
    return isOpen(now) ? null : revokedAt == null ? expiresAt : revokedAt;
  }

  ApiKey expiringAt(Instant end) {
    Instant earlier = expiresAt == null || end.isBefore(expiresAt) ? end : expiresAt;
    return new ApiKey(
        id, holder, kind, scopes, sha256, createdBy, createdAt, earlier, revokedAt, revokedBy);
  }

  ApiKey revoked(Instant at, String by) {
    return new ApiKey(id, holder, kind, scopes, sha256, createdBy, createdAt, expiresAt, at, by);
  }
}
