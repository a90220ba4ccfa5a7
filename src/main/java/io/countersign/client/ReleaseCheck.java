package io.countersign.client;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Verifies a release without asking anyone: a compact JWS (RFC 7515) with EdDSA (RFC 8037).
 *
 * @param keys the desk's published keys
 * @param now when it is about to be used
 */
record ReleaseCheck(ReleaseKeys keys, Instant now) {

  /** How far the desk's clock may be ahead. */
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(60);

  /**
   * Passes if the release permits exactly this action now.
   *
   * @throws NotPermittedException otherwise
   */
  void permits(Object release, String actionId, String digest) {
    try {
      check(release, actionId, digest);
    } catch (IllegalArgumentException malformed) {
      throw unverified("it cannot be read");
    }
  }

  private void check(Object release, String actionId, String digest) {
    String[] parts = release instanceof String jws ? jws.split("\\.", -1) : new String[0];
    require(parts.length == 3, "it is no signed release");
    Map<String, Object> header = JsonReader.readObject(Base64Url.decode(parts[0]));
    require("EdDSA".equals(header.get("alg")), "it is signed otherwise");
    require("countersign-release+jwt".equals(header.get("typ")), "it is something else");
    require(!header.containsKey("crit"), "it demands what is not known here");
    PublicKey key = keys.byId().get(String.valueOf(header.get("kid")));
    require(key != null, "its key is not published");
    byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    require(Ed25519.verifies(key, signed, Base64Url.decode(parts[2])), "its signature is wrong");

    Map<String, Object> claims = JsonReader.readObject(Base64Url.decode(parts[1]));
    require("countersign".equals(claims.get("iss")), "someone else issued it");
    require("approved".equals(claims.get("verdict")), "it is no approval");
    require(actionId.equals(claims.get("action")), "it is for another action");
    require(digest.equals(claims.get("digest")), "it is for other arguments");
    require(!time(claims, "nbf").isAfter(now.plus(CLOCKS_DIFFER)), "its time has not come");
    require(now.isBefore(time(claims, "exp")), "its time is over");
  }

  private static Instant time(Map<String, Object> claims, String name) {
    require(claims.get(name) instanceof Double, "it has no " + name);
    return Instant.ofEpochSecond(((Double) claims.get(name)).longValue());
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw unverified(otherwise);
    }
  }

  private static NotPermittedException unverified(String why) {
    return new NotPermittedException(
        "UNVERIFIED_RELEASE", "The release does not hold: " + why + ".");
  }
}
