package io.countersign.audit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page of the audit ends: opaque to callers, stable while data arrives.
 *
 * @param proposedAt of the last action, in milliseconds since 1970
 * @param actionId of the last action
 */
record AuditCursor(long proposedAt, String actionId) {

  static AuditCursor read(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int colon = plain.indexOf(':');
      return new AuditCursor(Long.parseLong(plain.substring(0, colon)), plain.substring(colon + 1));
    } catch (IllegalArgumentException | IndexOutOfBoundsException forged) {
      throw AuditQuery.invalid("cursor", "Send the cursor of the page before.");
    }
  }

  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((proposedAt + ":" + actionId).getBytes(StandardCharsets.UTF_8));
  }
}
