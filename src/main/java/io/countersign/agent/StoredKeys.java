package io.countersign.agent;

import io.countersign.web.Caller;
import io.countersign.web.Credentials;
import io.countersign.web.KeyHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Recognizes the keys that were made by the API, as long as they are open. */
@Component
class StoredKeys implements Credentials {

  private final KeyFile keys;
  private final KeyUses uses;
  private final Clock clock;

  StoredKeys(KeyFile keys, KeyUses uses, Clock clock) {
    this.keys = keys;
    this.uses = uses;
    this.clock = clock;
  }

  @Override
  public Optional<Caller> caller(String bearer) {
    Instant now = clock.instant();
    return KeyText.idOf(bearer)
        .flatMap(keys::find)
        .filter(key -> isFor(key, bearer))
        .filter(key -> key.isOpen(now))
        .map(
            key -> {
              uses.note(key.id(), now);
              return new Caller(key.holder(), key.kind(), key.scopes());
            });
  }

  private static boolean isFor(ApiKey key, String sent) {
    return MessageDigest.isEqual(bytes(key.sha256()), bytes(KeyHash.of(sent)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
