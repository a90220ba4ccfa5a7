package io.countersign.callback;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs a message as Standard Webhooks 1.0.0 version {@code v1} says: HMAC-SHA256. */
final class WebhookSigner implements MessageSigner {

  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST_SECRET_BYTES = 24;
  private static final int LONGEST_SECRET_BYTES = 64;

  private final SecretKeySpec key;

  /**
   * @param secret {@code whsec_} and the base64 of 24 to 64 bytes
   */
  WebhookSigner(String secret) {
    if (!secret.startsWith(PREFIX)) {
      throw new IllegalArgumentException("A callback secret starts with " + PREFIX);
    }
    byte[] bytes = decoded(secret.substring(PREFIX.length()));
    if (bytes.length < SHORTEST_SECRET_BYTES || bytes.length > LONGEST_SECRET_BYTES) {
      throw new IllegalArgumentException("A callback secret has 24 to 64 bytes");
    }
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  @Override
  public String sign(String id, Instant at, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }

  /** A new secret of 32 random bytes. */
  static String newSecret() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException noBase64) {
      // Without the cause: its message may quote the secret.
      throw new IllegalArgumentException("A callback secret is base64");
    }
  }
}
