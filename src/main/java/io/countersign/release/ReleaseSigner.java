package io.countersign.release;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.springframework.stereotype.Component;

/**
 * Signs releases as compact JWS (RFC 7515) with EdDSA (RFC 8037). The same terms give the same
 * release until the key is rotated, and the same nonce for ever, so it is stored nowhere.
 */
@Component
class ReleaseSigner {

  static final String TYPE = "countersign-release+jwt";
  static final String ISSUER = "countersign";

  private final ReleaseKeys keys;

  ReleaseSigner(ReleaseKeys keys) {
    this.keys = keys;
  }

  String sign(ReleaseTerms terms) {
    var claims = new JwtClaims();
    claims.setIssuer(ISSUER);
    claims.setSubject(terms.agent());
    claims.setJwtId(nonce(terms));
    claims.setNotBefore(NumericDate.fromMilliseconds(terms.notBefore().toEpochMilli()));
    claims.setExpirationTime(NumericDate.fromMilliseconds(terms.executeBy().toEpochMilli()));
    claims.setStringClaim("action", terms.actionId());
    claims.setStringClaim("digest", terms.digest());
    claims.setStringClaim("verdict", terms.verdict());
    claims.setStringClaim("policy", terms.policyVersion());
    PublicJsonWebKey key = keys.signing();
    var jws = new JsonWebSignature();
    jws.setHeader("typ", TYPE);
    jws.setKeyIdHeaderValue(key.getKeyId());
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
    jws.setKey(key.getPrivateKey());
    jws.setPayload(claims.toJson());
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("A release cannot be signed", e);
    }
  }

  /** One for each decision; a receiver that has seen it knows that it was used. */
  private static String nonce(ReleaseTerms terms) {
    String decision = terms.actionId() + " " + terms.digest() + " " + terms.notBefore();
    return UUID.nameUUIDFromBytes(decision.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
