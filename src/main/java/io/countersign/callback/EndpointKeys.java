package io.countersign.callback;

import io.countersign.secret.SecretSeal;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Makes, seals and opens the keys of endpoints; nobody else sees them open. */
@Component
class EndpointKeys {

  private final SecretSeal seal;
  private final Clock clock;

  EndpointKeys(SecretSeal seal, Clock clock) {
    this.seal = seal;
    this.clock = clock;
  }

  /**
   * A new key, and the secret of it that is shown once.
   *
   * @param secret {@code whsec_…}
   */
  record Made(EndpointKey key, String secret) {

    @Override
    public String toString() {
      return key.publicKey();
    }
  }

  Made make(String endpoint) {
    String secret = WebhookSigner.newSecret();
    var pair = Ed25519Signer.Pair.made();
    return new Made(
        new EndpointKey(
            sealed(useOfSecret(endpoint), secret),
            sealed(useOfKey(endpoint), pair.secret()),
            pair.publicKey(),
            clock.instant(),
            null),
        secret);
  }

  /** Signs with every key that is good now, the newest first. */
  MessageSigner signer(Endpoint endpoint) {
    Instant now = clock.instant();
    List<MessageSigner> signers =
        endpoint.keys().stream()
            .filter(it -> it.signsAt(now))
            .flatMap(
                it ->
                    Stream.<MessageSigner>of(
                        new WebhookSigner(opened(useOfSecret(endpoint.id()), it.secret())),
                        new Ed25519Signer(opened(useOfKey(endpoint.id()), it.privateKey()))))
            .toList();
    return MessageSigner.all(signers);
  }

  /** Whether all its secrets are sealed with the newest sealing key. */
  boolean isCurrent(Endpoint endpoint) {
    return endpoint.keys().stream()
        .allMatch(
            it ->
                seal.isCurrent(useOfSecret(endpoint.id()), bytes(it.secret()))
                    && seal.isCurrent(useOfKey(endpoint.id()), bytes(it.privateKey())));
  }

  /** The same endpoint, sealed with the newest sealing key. */
  Endpoint resealed(Endpoint endpoint) {
    String secret = useOfSecret(endpoint.id());
    String key = useOfKey(endpoint.id());
    return endpoint.withKeys(
        endpoint.keys().stream()
            .map(
                it ->
                    new EndpointKey(
                        sealed(secret, opened(secret, it.secret())),
                        sealed(key, opened(key, it.privateKey())),
                        it.publicKey(),
                        it.since(),
                        it.until()))
            .toList());
  }

  private String sealed(String use, String secret) {
    return Base64.getEncoder().encodeToString(seal.close(use, secret));
  }

  private String opened(String use, String sealed) {
    return seal.open(use, bytes(sealed));
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static String useOfSecret(String endpoint) {
    return "callback endpoint " + endpoint + " v1";
  }

  private static String useOfKey(String endpoint) {
    return "callback endpoint " + endpoint + " v1a";
  }
}
