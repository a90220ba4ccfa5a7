package io.countersign.client;

import java.util.Base64;

/** Base64url without padding (RFC 7515), in its one canonical form. */
final class Base64Url {

  private Base64Url() {}

  /**
   * @throws IllegalArgumentException for anything that is not exactly what an encoder writes
   */
  static byte[] decode(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
      throw new IllegalArgumentException("Not canonical base64url");
    }
    return bytes;
  }
}
