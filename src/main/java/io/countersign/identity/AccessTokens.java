package io.countersign.identity;

import com.nimbusds.jwt.JWTParser;
import io.countersign.identity.IssuerProperties.Issuer;
import io.countersign.organization.Organization;
import io.countersign.web.Caller;
import io.countersign.web.Credentials;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/** Recognizes the access tokens of the trusted issuers; one that cannot be checked is nobody's. */
@Component
class AccessTokens implements Credentials {

  private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);
  private static final Duration ASK_ISSUER_EVERY = Duration.ofSeconds(10);

  private final Map<String, Trusted> issuers;
  private final Supplier<Organization> organization;

  /** An issuer and what reads its tokens. */
  private record Trusted(Issuer issuer, JwtDecoder decoder) {}

  @Autowired
  AccessTokens(IssuerProperties properties, Supplier<Organization> organization, Clock clock) {
    this(properties, organization, clock, ASK_ISSUER_EVERY);
  }

  AccessTokens(
      IssuerProperties properties,
      Supplier<Organization> organization,
      Clock clock,
      Duration askEvery) {
    IssuerCheck.check(properties.issuers());
    this.organization = organization;
    this.issuers =
        properties.issuers().stream()
            .map(it -> new Trusted(it, decoder(it, clock, askEvery)))
            .collect(Collectors.toMap(it -> it.issuer().issuer(), Function.identity()));
  }

  private static JwtDecoder decoder(Issuer issuer, Clock clock, Duration askEvery) {
    return TokenDecoder.of(
        issuer.issuer(), issuer.audience(), IssuerKeys.of(issuer, askEvery), clock);
  }

  @Override
  public Optional<Caller> caller(String bearer) {
    return named(bearer).flatMap(it -> verified(it, bearer)).filter(this::isInOrganization);
  }

  /** Which issuer's keys to try: only a name that is trusted, and not believed yet. */
  private Optional<Trusted> named(String bearer) {
    if (issuers.isEmpty() || bearer.indexOf('.') < 0) {
      return Optional.empty();
    }
    try {
      var claims = JWTParser.parse(bearer).getJWTClaimsSet();
      return Optional.ofNullable(claims).map(it -> it.getIssuer()).map(issuers::get);
    } catch (ParseException | RuntimeException noToken) {
      // The parser takes null for an object, and fails.
      return Optional.empty();
    }
  }

  private static Optional<Caller> verified(Trusted by, String bearer) {
    try {
      return Optional.of(TokenCaller.of(by.issuer(), by.decoder().decode(bearer).getClaims()));
    } catch (JwtException | IllegalArgumentException refused) {
      // Anyone may send any number of these, so the log is not theirs to fill.
      LOG.debug("A token of {} is refused: {}", by.issuer().issuer(), refused.getMessage());
      return Optional.empty();
    }
  }

  /** People have their roles from the organization: whoever is not in it has none. */
  private boolean isInOrganization(Caller caller) {
    return caller.kind() != Caller.Kind.PERSON
        || organization.get().person(caller.id()).isPresent();
  }
}
