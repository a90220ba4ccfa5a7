package io.countersign.secret;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Seals secrets at rest with AES-256-GCM (NIST SP 800-38D): a nonce of 12 bytes, then the sealed
 * text with its tag of 16 bytes. What a secret is for is sealed with it, so that one cannot be put
 * in the place of another.
 */
@Component
public class SecretSeal {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final List<SecretKeySpec> keys;

  public SecretSeal(SealingKeys keys) {
    this.keys = keys.keys().stream().map(it -> new SecretKeySpec(it, "AES")).toList();
  }

  /**
   * @param use what the secret is for, e.g. {@code callback endpoint ep_1}
   */
  public byte[] close(String use, String secret) {
    try {
      byte[] nonce = new byte[NONCE_BYTES];
      new SecureRandom().nextBytes(nonce);
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, use)
              .doFinal(secret.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Nothing can be sealed", e);
    }
  }

  /**
   * @throws IllegalStateException if it was sealed with a key that is not known any more, for
   *     another use, or changed since
   */
  public String open(String use, byte[] sealed) {
    return keys.stream()
        .map(key -> opened(key, use, sealed))
        .filter(text -> text != null)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "A sealed secret cannot be opened: another countersign.secrets.key, or it was"
                        + " changed"));
  }

  /** Whether the newest key opens it; if not, it is to be sealed again before its key goes. */
  public boolean isCurrent(String use, byte[] sealed) {
    return opened(keys.getFirst(), use, sealed) != null;
  }

  private static @Nullable String opened(SecretKeySpec key, String use, byte[] sealed) {
    try {
      ByteBuffer parts = ByteBuffer.wrap(sealed);
      byte[] nonce = new byte[NONCE_BYTES];
      parts.get(nonce);
      byte[] text = new byte[parts.remaining()];
      parts.get(text);
      return new String(
          cipher(Cipher.DECRYPT_MODE, key, nonce, use).doFinal(text), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | BufferUnderflowException notThis) {
      return null;
    }
  }

  private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String use)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(use.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
