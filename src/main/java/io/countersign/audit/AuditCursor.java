package io.countersign.audit;

import io.countersign.web.QueryParameters;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Where a page of a search ends: opaque to callers, stable while data arrives.
 *
 * <p>Its text ends in a check over the position and the search it belongs to, so that a cursor of
 * another search, or one that lost or changed a character, is noticed. It protects no secret: who
 * invents a cursor reads what the same search shows anyway.
 *
 * @param asOf when the first page was read; later arrivals stay out of the pages that follow
 * @param value what the last document was sorted by, as a number
 * @param id of the last document
 */
public record AuditCursor(Instant asOf, String value, String id) {

  private static final int CHECK_LENGTH = 16;
  private static final int LONGEST = 2_000;

  /**
   * @param search the search it must belong to
   */
  public static AuditCursor read(String text, String search) {
    try {
      int dot = text.indexOf('.');
      String plain =
          new String(Base64.getUrlDecoder().decode(text.substring(0, dot)), StandardCharsets.UTF_8);
      String[] parts = plain.split("\n", 3);
      var cursor =
          new AuditCursor(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1], parts[2]);
      Double.parseDouble(cursor.value());
      if (text.length() <= LONGEST && cursor.text(search).equals(text)) {
        return cursor;
      }
    } catch (RuntimeException forged) {
      // Said below.
    }
    throw QueryParameters.invalid(
        "cursor", "Send the cursor of the page before, with the same filters and order.");
  }

  public String text(String search) {
    String plain = asOf.toEpochMilli() + "\n" + value + "\n" + id;
    return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(plain.getBytes(StandardCharsets.UTF_8))
        + "."
        + check(plain + "\n" + search);
  }

  private static String check(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, CHECK_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
