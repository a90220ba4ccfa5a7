package io.countersign.agent;

import io.countersign.administration.Administration;
import io.countersign.agent.KeyViews.KeyView;
import io.countersign.agent.KeyViews.NewKey;
import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.KeyHash;
import io.countersign.web.RefusedException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes keys, puts new ones in the place of old ones, and takes them away. */
@Component
class ApiKeys {

  private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);

  /** Who could call when is asked long after a key is gone. */
  private static final Duration REMEMBERED = Duration.ofDays(400);

  private final KeyFile file;
  private final KeyUses uses;
  private final Administration administration;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  ApiKeys(KeyFile file, KeyUses uses, Administration administration, Clock clock) {
    this.file = file;
    this.uses = uses;
    this.administration = administration;
    this.clock = clock;
  }

  /** Those whose holder, kind or id is asked for, the newest first. */
  List<KeyView> list(Predicate<ApiKey> which) {
    return file.all().stream().filter(which).map(this::view).toList();
  }

  /** A new key. */
  NewKey create(
      Caller by, String holder, Caller.Kind kind, Set<String> scopes, @Nullable Instant end) {
    Instant now = clock.instant();
    KeyRequests.end(end, now);
    KeyText text = KeyText.random(random);
    ApiKey key = key(text, holder, kind, scopes, by, now, end);
    return administration.grant(
        KeyActs.issued(key, by),
        () -> {
          file.change(all -> with(all, key, now));
          LOG.info("Key {} of {} {} made by {} with {}", text, kind, holder, by.id(), scopes);
          return new NewKey(text.text(), view(key));
        });
  }

  /**
   * A new key with the same holder and scopes; the old one ends after the overlap.
   *
   * @param among which keys the caller speaks of
   */
  NewKey rotate(Caller by, String id, Predicate<ApiKey> among, KeyRequests.Rotation asked) {
    Instant now = clock.instant();
    Duration overlap = KeyRequests.overlap(asked);
    KeyRequests.end(asked.expiresAt(), now);
    KeyText text = KeyText.random(random);
    file.reread();
    ApiKey known = open(file.all(), id, among, now);
    ApiKey next =
        key(text, known.holder(), known.kind(), known.scopes(), by, now, asked.expiresAt());
    Instant end = now.plus(overlap);
    return administration.grant(
        KeyActs.rotated(known, next, by, end),
        () -> {
          file.change(
              all -> {
                ApiKey old = open(all, id, among, now);
                return with(replaced(all, old, old.expiringAt(end)), next, now);
              });
          LOG.info("Key cs_{} rotated by {}: {} takes its place", id, by.id(), text);
          return new NewKey(text.text(), view(next));
        });
  }

  /** Takes a key away at once; one that is gone already stays as it is. */
  void revoke(Caller by, String id, Predicate<ApiKey> among) {
    Instant now = clock.instant();
    file.reread();
    ApiKey known = found(file.all(), id, among);
    if (known.revokedAt() != null) {
      return;
    }
    file.change(
        all -> {
          ApiKey key = found(all, id, among);
          return key.revokedAt() == null ? replaced(all, key, key.revoked(now, by.id())) : all;
        });
    LOG.info("Key cs_{} of {} revoked by {}", id, known.holder(), by.id());
    administration.tookAway(KeyActs.revoked(known, by, now));
  }

  private static ApiKey open(List<ApiKey> all, String id, Predicate<ApiKey> among, Instant now) {
    ApiKey key = found(all, id, among);
    if (!key.isOpen(now)) {
      throw new RefusedException(
          ErrorCode.KEY_ENDED, "This key is " + key.state(now) + "; make a new one.");
    }
    return key;
  }

  private static ApiKey found(List<ApiKey> all, String id, Predicate<ApiKey> among) {
    return all.stream()
        .filter(among.and(it -> it.id().equals(id)))
        .findFirst()
        .orElseThrow(() -> new RefusedException(ErrorCode.KEY_NOT_FOUND, "No key has this id."));
  }

  private static ApiKey key(
      KeyText text,
      String holder,
      Caller.Kind kind,
      Set<String> scopes,
      Caller by,
      Instant now,
      @Nullable Instant end) {
    return new ApiKey(
        text.id(), holder, kind, scopes, KeyHash.of(text.text()), by.id(), now, end, null, null);
  }

  private static List<ApiKey> with(List<ApiKey> all, ApiKey key, Instant now) {
    if (all.stream().anyMatch(it -> it.id().equals(key.id()))) {
      throw new IllegalStateException("Two keys with one id");
    }
    return Stream.concat(Stream.of(key), all.stream())
        .filter(it -> it.isOpen(now) || isRemembered(it.endedAt(now), now))
        .toList();
  }

  private static boolean isRemembered(@Nullable Instant ended, Instant now) {
    return ended != null && ended.plus(REMEMBERED).isAfter(now);
  }

  private static List<ApiKey> replaced(List<ApiKey> all, ApiKey old, ApiKey changed) {
    return all.stream().map(it -> it.equals(old) ? changed : it).toList();
  }

  private KeyView view(ApiKey key) {
    return new KeyView(
        key.id(),
        "cs_" + key.id(),
        key.holder(),
        key.scopes(),
        key.state(clock.instant()),
        key.createdBy(),
        key.createdAt(),
        key.expiresAt(),
        uses.last(key.id()).orElse(null),
        key.revokedAt(),
        key.revokedBy());
  }
}
