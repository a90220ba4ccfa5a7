package io.countersign.client;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Ed25519 (RFC 8032) with keys as their 32 raw bytes. */
final class Ed25519 {

  private static final int KEY_BYTES = 32;

  /** What stands before the raw bytes in the X.509 form (RFC 8410). */
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519() {}

  static PublicKey key(byte[] raw) throws GeneralSecurityException {
    if (raw.length != KEY_BYTES) {
      throw new IllegalArgumentException("An Ed25519 key has " + KEY_BYTES + " bytes");
    }
    var encoded = new ByteArrayOutputStream();
    encoded.writeBytes(PREFIX);
    encoded.writeBytes(raw);
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
  }

  /** Whether this is the key's signature; what cannot be checked is none. */
  static boolean verifies(PublicKey key, byte[] content, byte[] signature) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(content);
      return check.verify(signature);
    } catch (GeneralSecurityException broken) {
      return false;
    }
  }
}
