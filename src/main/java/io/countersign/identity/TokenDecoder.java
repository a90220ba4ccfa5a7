package io.countersign.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Makes the decoder of one issuer's access tokens: RFC 9068 and what was usual before it. */
final class TokenDecoder {

  /** Signatures that only the issuer can make: never {@code none}, never a shared secret. */
  private static final Set<JWSAlgorithm> SIGNATURES =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final Duration SKEW = Duration.ofSeconds(30);

  private TokenDecoder() {}

  static NimbusJwtDecoder of(
      String issuer, String audience, JWKSource<SecurityContext> keys, Clock clock) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(SIGNATURES, keys));
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT,
            new JOSEObjectType("at+jwt"),
            new JOSEObjectType("application/at+jwt"),
            null));
    // The validators below look at the claims, by the clock of the application.
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    var decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(validator(issuer, audience, clock));
    return decoder;
  }

  private static OAuth2TokenValidator<Jwt> validator(String issuer, String audience, Clock clock) {
    var times = new JwtTimestampValidator(SKEW);
    times.setClock(clock);
    return new DelegatingOAuth2TokenValidator<>(
        times,
        new JwtClaimValidator<Instant>("exp", exp -> exp != null),
        new JwtIssuerValidator(issuer),
        new JwtClaimValidator<Collection<String>>(
            "aud", aud -> aud != null && aud.contains(audience)),
        new JwtClaimValidator<String>("sub", sub -> sub != null && !sub.isBlank()));
  }
}
