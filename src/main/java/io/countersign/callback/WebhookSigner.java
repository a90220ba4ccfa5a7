package io.countersign.callback;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs a message as Standard Webhooks 1.0.0 version {@code v1} says: HMAC-SHA256. */
final class WebhookSigner {

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
    byte[] bytes = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    if (bytes.length < SHORTEST_SECRET_BYTES || bytes.length > LONGEST_SECRET_BYTES) {
      throw new IllegalArgumentException("A callback secret has 24 to 64 bytes");
    }
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /**
   * The value of {@code webhook-signature}.
   *
   * @param id the {@code webhook-id}, without dots
   * @param at the time of this attempt
   * @param body the exact bytes that are sent
   */
  String sign(String id, Instant at, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }
}
