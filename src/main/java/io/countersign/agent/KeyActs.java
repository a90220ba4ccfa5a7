package io.countersign.agent;

import io.countersign.administration.Act;
import io.countersign.history.EntryKind;
import io.countersign.web.Caller;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeSet;

/** What the history is told of keys: their beginning, never their text nor its hash. */
final class KeyActs {

  private KeyActs() {}

  static Act issued(ApiKey key, Caller by) {
    return of(EntryKind.KEY_ISSUED, key, by, key.createdAt())
        .with("scopes", scopes(key))
        .with("expiresAt", key.expiresAt());
  }

  /**
   * @param old the key before, as it was
   * @param end until when that is good at most
   */
  static Act rotated(ApiKey old, ApiKey next, Caller by, Instant end) {
    return of(EntryKind.KEY_ROTATED, next, by, next.createdAt())
        .with("replaces", prefix(old))
        .with("oldEndsAt", old.expiringAt(end).expiresAt())
        .with("scopes", scopes(next))
        .with("expiresAt", next.expiresAt());
  }

  static Act revoked(ApiKey key, Caller by, Instant now) {
    return of(EntryKind.KEY_REVOKED, key, by, now);
  }

  private static Act of(EntryKind kind, ApiKey key, Caller by, Instant now) {
    return Act.of(kind, prefix(key), by, now)
        .with("holder", key.holder())
        .with("holderKind", key.kind().name().toLowerCase(Locale.ROOT));
  }

  private static String prefix(ApiKey key) {
    return "cs_" + key.id();
  }

  private static String scopes(ApiKey key) {
    return String.join(", ", new TreeSet<>(key.scopes()));
  }
}
