package io.countersign.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How a bearer key is kept: its SHA-256 in lower-case hexadecimal. Keys are random and too long to
 * be guessed, so a hash that is slow on purpose, as passwords need it, would protect nothing more.
 */
public final class KeyHash {

  private KeyHash() {}

  /** The hash of the key's UTF-8 bytes. */
  public static String of(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
