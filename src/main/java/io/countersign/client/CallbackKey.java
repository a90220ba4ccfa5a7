package io.countersign.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What one signature of a callback is checked with. */
sealed interface CallbackKey {

  /** Whether this is a signature of this content by this key; anything else is none. */
  boolean signed(byte[] content, String signature);

  /**
   * @param key {@code whsec_} and the base64 of 24 to 64 bytes, or {@code whpk_} and the base64 of
   *     an Ed25519 public key
   */
  static CallbackKey of(String key) {
    if (key.startsWith("whsec_")) {
      return Shared.of(Base64.getDecoder().decode(key.substring("whsec_".length())));
    }
    if (key.startsWith("whpk_")) {
      return Published.of(Base64.getDecoder().decode(key.substring("whpk_".length())));
    }
    throw new IllegalArgumentException("A callback key starts with whsec_ or whpk_");
  }

  /** HMAC-SHA256 with a secret that both know. */
  record Shared(SecretKeySpec secret) implements CallbackKey {

    private static final String ALGORITHM = "HmacSHA256";

    static Shared of(byte[] secret) {
      if (secret.length < 24 || secret.length > 64) {
        throw new IllegalArgumentException("A callback secret has 24 to 64 bytes");
      }
      return new Shared(new SecretKeySpec(secret, ALGORITHM));
    }

    @Override
    public boolean signed(byte[] content, String signature) {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(secret);
        String expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content));
        return MessageDigest.isEqual(bytes(expected), bytes(signature));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Every Java has HmacSHA256", e);
      }
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return "Shared";
    }
  }

  /** Ed25519 with a key that only the desk can sign with. */
  record Published(PublicKey key) implements CallbackKey {

    private static final String VERSION = "v1a,";

    static Published of(byte[] key) {
      try {
        return new Published(Ed25519.key(key));
      } catch (GeneralSecurityException noKey) {
        throw new IllegalArgumentException("This is no Ed25519 public key", noKey);
      }
    }

    @Override
    public boolean signed(byte[] content, String signature) {
      if (!signature.startsWith(VERSION)) {
        return false;
      }
      String text = signature.substring(VERSION.length());
      try {
        byte[] bytes = Base64.getDecoder().decode(text);
        return Base64.getEncoder().encodeToString(bytes).equals(text)
            && Ed25519.verifies(key, content, bytes);
      } catch (IllegalArgumentException notBase64) {
        return false;
      }
    }
  }
}
