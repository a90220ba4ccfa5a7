package io.countersign.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.identity.IssuerProperties.Issuer;
import io.countersign.organization.OrganizationText;
import io.countersign.web.Caller;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a stranger sends is nobody's, and breaks nothing. */
class StrangersTokensTest {

  /** Nothing listens there: no token can be verified. */
  private static final String ISSUER = "http://127.0.0.1:1";

  private final AccessTokens tokens =
      new AccessTokens(
          new IssuerProperties(
              List.of(
                  new Issuer(
                      ISSUER,
                      URI.create(ISSUER),
                      "countersign",
                      Caller.Kind.AGENT,
                      "sub",
                      "",
                      "groups",
                      List.of()))),
          () -> OrganizationText.read("people: []"),
          Clock.systemUTC());

  @Property(tries = 300)
  void isNobodysWhateverTheText(@ForAll String sent) {
    assertThat(tokens.caller(sent)).isEmpty();
  }

  @Property(tries = 300)
  void isNobodysWhateverTheParts(@ForAll("tokens") String sent) {
    assertThat(tokens.caller(sent)).isEmpty();
  }

  @Example
  void isNobodysHoweverDeepItIs() {
    int deep = 4_000;
    String claims =
        "{\"iss\": \"" + ISSUER + "\", \"act\": " + "[".repeat(deep) + "]".repeat(deep) + "}";

    assertThat(tokens.caller(token("{\"alg\": \"RS256\"}", claims, "x"))).isEmpty();
    assertThat(tokens.caller(token("[".repeat(deep) + "]".repeat(deep), claims, "x"))).isEmpty();
  }

  @Provide
  Arbitrary<String> tokens() {
    Arbitrary<String> headers =
        Arbitraries.of(
            "{\"alg\": \"RS256\"}",
            "{\"alg\": \"none\"}",
            "{\"alg\": \"HS256\"}",
            "{\"alg\": \"RS256\", \"crit\": [\"b64\"], \"b64\": false}",
            "{\"alg\": \"RSA-OAEP\", \"enc\": \"A128GCM\"}",
            "{\"alg\": 7}",
            "{}",
            "null");
    Arbitrary<String> claims =
        Arbitraries.of(
            "{\"iss\": \"" + ISSUER + "\", \"sub\": \"support-agent\"}",
            "{\"iss\": 7}",
            "{\"iss\": [\"" + ISSUER + "\"]}",
            "{\"iss\": \"" + ISSUER + "\", \"exp\": \"never\", \"aud\": {}}",
            "{}",
            "null",
            "[]");
    return Combinators.combine(headers, claims, Arbitraries.strings().alpha().ofMaxLength(20))
        .as(StrangersTokensTest::token);
  }

  private static String token(String header, String claims, String signature) {
    var base64 = Base64.getUrlEncoder().withoutPadding();
    return base64.encodeToString(header.getBytes(StandardCharsets.UTF_8))
        + "."
        + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + "."
        + signature;
  }
}
