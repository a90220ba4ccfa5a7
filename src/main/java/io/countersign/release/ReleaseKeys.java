package io.countersign.release;

import io.countersign.administration.Act;
import io.countersign.administration.Administration;
import io.countersign.history.EntryKind;
import io.countersign.secret.SecretSeal;
import io.countersign.store.SharedFile;
import io.countersign.web.Caller;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The Ed25519 keys of releases (RFC 8037): one signs, earlier ones are published for a while so
 * that what they signed still verifies. They lie sealed in a file that the instances share and look
 * into at every use, so that all sign with the same key and publish what the others sign with.
 */
@Component
class ReleaseKeys {

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseKeys.class);
  private static final String USE = "release key ";

  private final SharedFile<SealedKey> file;
  private final SecretSeal seal;
  private final Administration administration;
  private final Clock clock;

  ReleaseKeys(
      @Value("${countersign.release.keys-file}") Path file,
      SecretSeal seal,
      Administration administration,
      Clock clock) {
    this.file = new SharedFile<>(file, SealedKey.class);
    this.seal = seal;
    this.administration = administration;
    this.clock = clock;
    this.file.change(kept -> kept.isEmpty() ? List.of(made()) : kept);
    signing();
  }

  /** The key that signs, with its private half. */
  PublicJsonWebKey signing() {
    file.reread();
    return file.all().stream()
        .filter(SealedKey::signs)
        .findFirst()
        .map(this::opened)
        .orElseThrow(() -> new IllegalStateException("No release key signs"));
  }

  /** All keys that verify releases now, the one that signs first. */
  List<PublicJsonWebKey> published() {
    file.reread();
    Instant now = clock.instant();
    return file.all().stream().filter(it -> it.isPublished(now)).map(this::opened).toList();
  }

  /**
   * Signs with a new key from now on.
   *
   * @param by who asked for it
   * @param keep how long the key before is still published
   * @return the id of the new key
   */
  String rotate(Caller by, Duration keep) {
    SealedKey next = made();
    Instant now = clock.instant();
    Instant until = now.plus(keep);
    return administration.grant(
        Act.of(EntryKind.RELEASE_KEY_ROTATED, next.id(), by, now).with("oldKeptFor", keep),
        () -> {
          file.change(kept -> inPlace(next, kept, now, until));
          LOG.info("Release key {} signs now; the one before is published for {}", next.id(), keep);
          return next.id();
        });
  }

  private List<SealedKey> inPlace(
      SealedKey next, List<SealedKey> kept, Instant now, Instant publishedUntil) {
    return Stream.concat(
            Stream.of(next),
            kept.stream()
                .map(it -> it.signs() ? retired(it, publishedUntil) : it)
                .filter(it -> it.isPublished(now)))
        .toList();
  }

  private SealedKey retired(SealedKey key, Instant publishedUntil) {
    String half = opened(key).toJson(OutputControlLevel.PUBLIC_ONLY);
    return new SealedKey(key.id(), seal.close(USE + key.id(), half), key.madeAt(), publishedUntil);
  }

  private PublicJsonWebKey opened(SealedKey key) {
    try {
      return PublicJsonWebKey.Factory.newPublicJwk(seal.open(USE + key.id(), key.sealed()));
    } catch (JoseException broken) {
      throw new IllegalStateException("The release key " + key.id() + " is no key", broken);
    }
  }

  private SealedKey made() {
    try {
      OctetKeyPairJsonWebKey key =
          OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
      key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
      key.setUse("sig");
      key.setAlgorithm(AlgorithmIdentifiers.EDDSA);
      String both = key.toJson(OutputControlLevel.INCLUDE_PRIVATE);
      return new SealedKey(
          key.getKeyId(), seal.close(USE + key.getKeyId(), both), clock.instant(), null);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
