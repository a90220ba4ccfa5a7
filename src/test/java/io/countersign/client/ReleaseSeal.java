package io.countersign.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.lang.JoseException;

/** Signs releases as the desk does, and as it never would. */
record ReleaseSeal(OctetKeyPairJsonWebKey key) {

  static ReleaseSeal make() {
    try {
      OctetKeyPairJsonWebKey key =
          OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
      key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
      return new ReleaseSeal(key);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  String keyId() {
    return key.getKeyId();
  }

  String keySet() {
    return new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY);
  }

  /** A good release that began a minute ago and lasts an hour. */
  Draft release(String actionId, String digest, Instant now) {
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put("alg", "EdDSA");
    headers.put("typ", "countersign-release+jwt");
    headers.put("kid", keyId());
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", "countersign");
    claims.put("sub", "support-agent");
    claims.put("nbf", now.getEpochSecond() - 60);
    claims.put("exp", now.getEpochSecond() + 3600);
    claims.put("action", actionId);
    claims.put("digest", digest);
    claims.put("verdict", "approved");
    return new Draft(headers, claims);
  }

  String sign(Map<String, Object> headers, String claims) {
    String content = encoded(CanonicalJson.of(headers)) + "." + encoded(claims);
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign((PrivateKey) key.getPrivateKey());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A release before it is signed. */
  record Draft(Map<String, Object> headers, Map<String, Object> claims) {

    Draft header(String name, Object value) {
      headers.put(name, value);
      return this;
    }

    Draft claim(String name, Object value) {
      claims.put(name, value);
      return this;
    }

    Draft without(String name) {
      claims.remove(name);
      return this;
    }

    String sign(ReleaseSeal seal) {
      return seal.sign(headers, CanonicalJson.of(claims));
    }
  }
}
