package io.countersign.agent;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a key: {@code cs_}, its id, {@code _}, and 32 random bytes in base64url. The
 * beginning is what scanners for leaked secrets look for.
 */
record KeyText(String id, String text) {

  private static final Pattern FORM = Pattern.compile("cs_([a-z2-7]{8})_[A-Za-z0-9_-]{43}");
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int ID_LETTERS = 8;
  private static final int SECRET_BYTES = 32;

  static KeyText random(SecureRandom random) {
    var id = new StringBuilder();
    random.ints(ID_LETTERS, 0, LETTERS.length()).forEach(it -> id.append(LETTERS.charAt(it)));
    var secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    return new KeyText(id.toString(), "cs_" + id + "_" + encoded);
  }

  /** The id in what a caller sent, if that has the form of a key. */
  static Optional<String> idOf(String sent) {
    Matcher form = FORM.matcher(sent);
    return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
  }

  @Override
  public String toString() {
    return "cs_" + id;
  }
}
