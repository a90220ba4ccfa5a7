package io.countersign.release;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Seals secrets at rest with AES-256-GCM (NIST SP 800-38D): a nonce of 12 bytes, then the sealed
 * text with its tag of 16 bytes.
 */
@Component
class SecretSeal {

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;

  /**
   * @param key base64 of 32 random bytes
   */
  SecretSeal(@Value("${countersign.secrets.key:}") String key) {
    byte[] bytes = decoded(key);
    if (bytes.length != KEY_BYTES) {
      throw new IllegalStateException(
          "countersign.secrets.key (COUNTERSIGN_SECRETS_KEY) must be the base64 of 32 random bytes;"
              + " make one with: openssl rand -base64 32");
    }
    this.key = new SecretKeySpec(bytes, "AES");
  }

  byte[] close(String secret) {
    try {
      byte[] nonce = new byte[NONCE_BYTES];
      new SecureRandom().nextBytes(nonce);
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(secret.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Nothing can be sealed", e);
    }
  }

  /**
   * @throws IllegalStateException if it was sealed with another key or changed since
   */
  String open(byte[] sealed) {
    try {
      ByteBuffer parts = ByteBuffer.wrap(sealed);
      byte[] nonce = new byte[NONCE_BYTES];
      parts.get(nonce);
      byte[] text = new byte[parts.remaining()];
      parts.get(text);
      return new String(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(text), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | java.nio.BufferUnderflowException e) {
      throw new IllegalStateException(
          "A sealed secret cannot be opened: another countersign.secrets.key, or it was changed",
          e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException noBase64) {
      return new byte[0];
    }
  }
}
