package io.countersign.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real issuer of tokens on this machine: it describes itself, publishes its keys over HTTP and
 * signs. Tests can switch it off and let it change its key.
 */
public final class TestIssuer implements AutoCloseable {

  /** What tokens are for unless a test says otherwise. */
  public static final String AUDIENCE = "countersign";

  private final int port;
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private final List<JWK> keys = new ArrayList<>();
  private RSAKey key;
  private String describedAs;
  private String keysDescribedAt;

  private TestIssuer(int port) {
    this.key = newKey("first");
    this.server = serving(port);
    this.port = server.getAddress().getPort();
    this.describedAs = name();
    this.keysDescribedAt = keysAt();
  }

  /** An issuer that answers at once. */
  public static TestIssuer start() {
    return new TestIssuer(0);
  }

  /** An issuer that answers at once, on this port. */
  public static TestIssuer startOn(int port) {
    return new TestIssuer(port);
  }

  public String name() {
    return "http://127.0.0.1:" + port + "/realm";
  }

  String keysAt() {
    return "http://127.0.0.1:" + port + "/keys";
  }

  /** How often its keys were fetched. */
  int asked() {
    return asked.get();
  }

  void goDown() {
    server.stop(0);
  }

  void comeBack() {
    server = serving(port);
  }

  void changeKey() {
    key = newKey("second");
  }

  void putKeysAt(String address) {
    keysDescribedAt = address;
  }

  void describeItselfAs(String other) {
    describedAs = other;
  }

  /** The claims of an access token for this application. */
  public JWTClaimsSet.Builder claims(String subject, Instant expiresAt) {
    return new JWTClaimsSet.Builder()
        .issuer(name())
        .audience(AUDIENCE)
        .subject(subject)
        .expirationTime(Date.from(expiresAt));
  }

  /** A token signed with the issuer's key. */
  public String sign(JWTClaimsSet claims) {
    return sign(claims, key, new JOSEObjectType("at+jwt"));
  }

  String sign(JWTClaimsSet claims, JOSEObjectType type) {
    return sign(claims, key, type);
  }

  /** A token signed by this algorithm, with a key that the issuer publishes. */
  String sign(JWTClaimsSet claims, JWSAlgorithm by) {
    try {
      JWK used = JWSAlgorithm.Family.EC.contains(by) ? curveKey(by) : key;
      keys.add(used);
      var header = new JWSHeader.Builder(by).keyID(used.getKeyID()).type(JOSEObjectType.JWT);
      var token = new SignedJWT(header.build(), claims);
      token.sign(new DefaultJWSSignerFactory().createJWSSigner(used, by));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JWK curveKey(JWSAlgorithm by) throws JOSEException {
    return new ECKeyGenerator(Curve.forJWSAlgorithm(by).iterator().next())
        .keyID("curve")
        .generate();
  }

  /** Signed by somebody else, who names the issuer's key. */
  String forge(JWTClaimsSet claims) {
    return sign(claims, newKey(key.getKeyID()), JOSEObjectType.JWT);
  }

  /** Signed by somebody else, who sends the key along. */
  String forgeWithItsOwnKey(JWTClaimsSet claims) {
    RSAKey own = newKey("own");
    var header =
        new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(own.toPublicJWK()).keyID("own").build();
    return signed(new SignedJWT(header, claims), own);
  }

  /** Not signed at all. */
  String unsigned(JWTClaimsSet claims) {
    return new PlainJWT(claims).serialize();
  }

  /** Signed with HMAC, with the public key as if it were a secret. */
  String confused(JWTClaimsSet claims) {
    try {
      var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build();
      var token = new SignedJWT(header, claims);
      token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static String sign(JWTClaimsSet claims, RSAKey by, JOSEObjectType type) {
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).type(type).build();
    return signed(new SignedJWT(header, claims), by);
  }

  private static String signed(SignedJWT token, RSAKey by) {
    try {
      token.sign(new RSASSASigner(by));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<JWK> published() {
    return Stream.concat(Stream.of(key), keys.stream()).distinct().toList();
  }

  private static RSAKey newKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpServer serving(int on) {
    try {
      var created =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), on), 0);
      created.createContext(
          "/realm/.well-known/openid-configuration",
          http -> answer(http, Map.of("issuer", describedAs, "jwks_uri", keysDescribedAt)));
      created.createContext(
          "/keys",
          http -> {
            asked.incrementAndGet();
            answer(http, new JWKSet(published()).toPublicJWKSet().toJSONObject());
          });
      created.start();
      return created;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange http, Map<String, Object> json) throws IOException {
    try (http) {
      byte[] body =
          com.nimbusds.jose.util.JSONObjectUtils.toJSONString(json)
              .getBytes(StandardCharsets.UTF_8);
      http.getResponseHeaders().set("Content-Type", "application/json");
      http.sendResponseHeaders(200, body.length);
      http.getResponseBody().write(body);
    }
  }
}
