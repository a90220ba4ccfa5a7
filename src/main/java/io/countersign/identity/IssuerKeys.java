package io.countersign.identity;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import io.countersign.identity.IssuerProperties.Issuer;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the public keys of an issuer when a token asks for them: nothing is asked at the start,
 * so an issuer that is down keeps nobody else out. Without {@code jwks-uri} the issuer's
 * description (OpenID Connect Discovery 1.0) tells where they are.
 */
final class IssuerKeys implements JWKSetSource<SecurityContext> {

  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

  /** Keys that the issuer withdraws are good for no longer than this. */
  private static final Duration KEPT = Duration.ofMinutes(5);

  private static final int MOST_BYTES = 256 * 1024;
  private static final int MILLIS = 2_000;

  private final Issuer issuer;
  private final ResourceRetriever http = new DefaultResourceRetriever(MILLIS, MILLIS, MOST_BYTES);

  private volatile boolean down;

  private IssuerKeys(Issuer issuer) {
    this.issuer = issuer;
  }

  /**
   * The keys, kept for a while. However many tokens with unknown keys are sent, the issuer is asked
   * twice in an interval at most.
   */
  static JWKSource<SecurityContext> of(Issuer issuer, Duration interval) {
    return JWKSourceBuilder.create(new IssuerKeys(issuer))
        .cache(KEPT.toMillis(), 5L * MILLIS)
        .refreshAheadCache(false)
        .rateLimited(interval.toMillis())
        .build();
  }

  @Override
  public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
      throws KeySourceException {
    try {
      JWKSet keys = new URLBasedJWKSetSource<>(address(), http).getJWKSet(refresh, now, context);
      if (down) {
        down = false;
        LOG.info("The keys of {} can be read again", issuer.issuer());
      }
      return keys;
    } catch (KeySourceException e) {
      if (!down) {
        down = true;
        LOG.warn("The keys of {} cannot be read: {}", issuer.issuer(), e.toString());
      }
      throw e;
    }
  }

  private URL address() throws KeySourceException {
    try {
      return issuer.jwksUri() == null ? described() : issuer.jwksUri().toURL();
    } catch (IOException | ParseException | IllegalArgumentException e) {
      throw new JWKSetUnavailableException("The keys of " + issuer.issuer() + " are unknown", e);
    }
  }

  private URL described() throws IOException, ParseException {
    String base = issuer.issuer().replaceAll("/+$", "");
    URL where = URI.create(base + "/.well-known/openid-configuration").toURL();
    Map<String, Object> described =
        JSONObjectUtils.parse(http.retrieveResource(where).getContent());
    if (!issuer.issuer().equals(described.get("issuer"))) {
      throw new IOException(where + " describes another issuer");
    }
    URI keys = URI.create(String.valueOf(described.get("jwks_uri")));
    if (!IssuerCheck.isSafe(keys)) {
      throw new IOException(where + " names keys that are not read by https");
    }
    return keys.toURL();
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
