package io.countersign.client;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys that verify releases.
 *
 * @param byId Ed25519 keys by their {@code kid}
 */
record ReleaseKeys(Map<String, PublicKey> byId) {

  ReleaseKeys {
    byId = Map.copyOf(byId);
  }

  /** From a key set (RFC 7517, RFC 8037); keys of other kinds are left out. */
  static ReleaseKeys of(Map<String, Object> keySet) {
    Map<String, PublicKey> keys = new HashMap<>();
    if (keySet.get("keys") instanceof List<?> listed) {
      listed.forEach(it -> add(keys, JsonReader.object(it)));
    }
    return new ReleaseKeys(keys);
  }

  private static void add(Map<String, PublicKey> keys, Map<String, Object> key) {
    if ("OKP".equals(key.get("kty"))
        && "Ed25519".equals(key.get("crv"))
        && !"enc".equals(key.get("use"))
        && key.get("kid") instanceof String id
        && key.get("x") instanceof String x) {
      try {
        keys.put(id, Ed25519.key(Base64Url.decode(x)));
      } catch (IllegalArgumentException | GeneralSecurityException noKey) {
        // A release that names it stays unverified.
      }
    }
  }
}
