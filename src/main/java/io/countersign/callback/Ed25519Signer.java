package io.countersign.callback;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** Signs a message as Standard Webhooks 1.0.0 version {@code v1a} says: Ed25519. */
final class Ed25519Signer implements MessageSigner {

  private static final String SECRET_PREFIX = "whsk_";
  private static final String PUBLIC_PREFIX = "whpk_";
  private static final int KEY_BYTES = 32;

  private final PrivateKey key;

  /**
   * @param secret {@code whsk_} and the base64 of the 32 bytes of the private key (RFC 8032)
   */
  Ed25519Signer(String secret) {
    try {
      byte[] seed = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
      this.key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    } catch (GeneralSecurityException | RuntimeException unusable) {
      // Without the cause: its message may quote the secret.
      throw new IllegalArgumentException("A signing key is whsk_ and the base64 of 32 bytes");
    }
  }

  /**
   * A new pair of keys.
   *
   * @param secret {@code whsk_…}, never shown
   * @param publicKey {@code whpk_} and the base64 of 32 bytes
   */
  record Pair(String secret, String publicKey) {

    static Pair made() {
      try {
        KeyPair made = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return new Pair(
            SECRET_PREFIX + lastBytes(made.getPrivate().getEncoded()),
            PUBLIC_PREFIX + lastBytes(made.getPublic().getEncoded()));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Every Java has Ed25519", e);
      }
    }

    /** The raw key is the end of its DER form, of the private (RFC 8410) and of the public one. */
    private static String lastBytes(byte[] der) {
      return Base64.getEncoder()
          .encodeToString(Arrays.copyOfRange(der, der.length - KEY_BYTES, der.length));
    }

    @Override
    public String toString() {
      return publicKey;
    }
  }

  @Override
  public String sign(String id, Instant at, byte[] body) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      signature.update(body);
      return "v1a," + Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has Ed25519", e);
    }
  }
}
