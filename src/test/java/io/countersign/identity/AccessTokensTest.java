package io.countersign.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import io.countersign.identity.IssuerProperties.Group;
import io.countersign.identity.IssuerProperties.Issuer;
import io.countersign.organization.Organization;
import io.countersign.organization.OrganizationText;
import io.countersign.web.ActsFor;
import io.countersign.web.ActsFor.Actor;
import io.countersign.web.Caller;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
  private static final Instant LATER = NOW.plusSeconds(300);

  private final TestIssuer issuer = TestIssuer.start();
  private final Organization organization =
      OrganizationText.read(
          """
          roles:
            - {id: support, name: Support}
          people:
            - {id: anna, name: Anna, roles: [support]}
          """);

  @AfterEach
  void close() {
    issuer.close();
  }

  @Test
  void knowsAnAgentByItsSubject() {
    assertThat(agents().caller(issuer.sign(claims().build())))
        .contains(new Caller("support-agent", Caller.Kind.AGENT, Set.of("propose")));
  }

  @Test
  void findsTheKeysByTheIssuersDescription() {
    var discovered = tokens(described(issuer.name(), null));

    assertThat(discovered.caller(issuer.sign(claims().build()))).isPresent();
  }

  @Test
  void believesNoDescriptionOfAnotherIssuer() {
    issuer.describeItselfAs("https://someone-else");

    assertThat(tokens(described(issuer.name(), null)).caller(issuer.sign(claims().build())))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"at+jwt", "application/at+jwt", "JWT"})
  void takesTheTypesOfAccessTokens(String type) {
    assertThat(agents().caller(issuer.sign(claims().build(), new JOSEObjectType(type))))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"logout+jwt", "dpop+jwt", "secevent+jwt"})
  void refusesTokensThatAreForSomethingElse(String type) {
    assertThat(agents().caller(issuer.sign(claims().build(), new JOSEObjectType(type)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})
  void takesTheSignaturesThatOnlyTheIssuerCanMake(String algorithm) {
    String token = issuer.sign(claims().build(), JWSAlgorithm.parse(algorithm));

    assertThat(agents().caller(token)).isPresent();
    assertThat(agents().caller(token.substring(0, token.length() - 8) + "AAAAAAAA")).isEmpty();
  }

  @Test
  void refusesAnUnknownIssuer() {
    try (var stranger = TestIssuer.start()) {
      String token = stranger.sign(stranger.claims("support-agent", LATER).build());

      assertThat(agents().caller(token)).isEmpty();
      assertThat(stranger.asked()).isZero();
    }
  }

  @Test
  void refusesATokenThatOnlySaysItIsFromATrustedIssuer() {
    try (var stranger = TestIssuer.start()) {
      assertThat(agents().caller(stranger.sign(claims().build()))).isEmpty();
    }
  }

  @Test
  void refusesAForgedSignature() {
    assertThat(agents().caller(issuer.forge(claims().build()))).isEmpty();
    assertThat(agents().caller(issuer.forgeWithItsOwnKey(claims().build()))).isEmpty();
  }

  @Test
  void refusesATokenWithoutASignature() {
    assertThat(agents().caller(issuer.unsigned(claims().build()))).isEmpty();
  }

  @Test
  void refusesASignatureMadeWithThePublicKeyAsASecret() {
    assertThat(agents().caller(issuer.confused(claims().build()))).isEmpty();
  }

  @Test
  void refusesAChangedToken() {
    String[] parts = issuer.sign(claims().build()).split("\\.");
    String other = issuer.sign(claims().subject("other-agent").build()).split("\\.")[1];

    assertThat(agents().caller(parts[0] + "." + other + "." + parts[2])).isEmpty();
    assertThat(agents().caller(parts[0] + "." + parts[1] + ".")).isEmpty();
    assertThat(agents().caller(parts[0] + "." + parts[1])).isEmpty();
  }

  @Test
  void refusesAnExpiredToken() {
    var expired = issuer.claims("support-agent", NOW.minusSeconds(31)).build();

    assertThat(agents().caller(issuer.sign(expired))).isEmpty();
  }

  @Test
  void refusesATokenThatNeverExpires() {
    var endless = new JWTClaimsSet.Builder(claims().build()).expirationTime(null).build();

    assertThat(agents().caller(issuer.sign(endless))).isEmpty();
  }

  @Test
  void refusesATokenThatIsNotGoodYet() {
    var early = claims().notBeforeTime(java.util.Date.from(NOW.plusSeconds(60))).build();

    assertThat(agents().caller(issuer.sign(early))).isEmpty();
  }

  @Test
  void refusesATokenForAnotherAudience() {
    assertThat(agents().caller(issuer.sign(claims().audience("payments").build()))).isEmpty();
    assertThat(agents().caller(issuer.sign(claims().audience((String) null).build()))).isEmpty();
  }

  @Test
  void refusesATokenWithoutASubject() {
    assertThat(agents().caller(issuer.sign(claims().subject(null).build()))).isEmpty();
    assertThat(agents().caller(issuer.sign(claims().subject(" ").build()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "cs_abcdefgh_x"})
  void isNobodyByWhatIsNoToken(String sent) {
    assertThat(agents().caller(sent)).isEmpty();
  }

  @Test
  void keepsTheWholeChainOfThoseWhoAct() {
    var chain =
        Map.<String, Object>of(
            "sub", "agent-x", "act", Map.of("sub", "agent-y", "act", Map.of("sub", "agent-z")));

    Optional<Caller> caller =
        agents().caller(issuer.sign(claims().subject("alice").claim("act", chain).build()));

    assertThat(caller.map(Caller::id)).contains("agent-x");
    assertThat(caller.map(Caller::actsFor))
        .contains(
            new ActsFor(
                issuer.name(),
                "alice",
                List.of(
                    new Actor("agent-x", null),
                    new Actor("agent-y", null),
                    new Actor("agent-z", null))));
    assertThat(caller.orElseThrow().actsFor().words())
        .isEqualTo("for alice, by agent-x, via agent-y, via agent-z");
  }

  @Test
  void refusesAChainThatCannotBeReadWhole() {
    Map<String, Object> endless = new HashMap<>(Map.of("sub", "agent-0"));
    for (int i = 1; i < 12; i++) {
      endless = new HashMap<>(Map.of("sub", "agent-" + i, "act", endless));
    }

    assertThat(acting(endless)).isEmpty();
    assertThat(acting("agent-x")).isEmpty();
    assertThat(acting(Map.of("iss", "https://x"))).isEmpty();
    assertThat(acting(Map.of("sub", 7))).isEmpty();
    assertThat(acting(Map.of("sub", "agent-x", "act", Map.of()))).isEmpty();
    assertThat(acting(Map.of("sub", "agent-x", "iss", "https://another"))).isEmpty();
  }

  @Test
  void saysForWhomAClientActsThatIsNotTheSubject() {
    var byClient =
        tokens(
            new Issuer(
                issuer.name(),
                URI.create(issuer.keysAt()),
                TestIssuer.AUDIENCE,
                Caller.Kind.AGENT,
                "azp",
                "",
                "groups",
                List.of()));

    Optional<Caller> caller =
        byClient.caller(
            issuer.sign(claims().subject("alice").claim("azp", "support-agent").build()));

    assertThat(caller.map(Caller::id)).contains("support-agent");
    assertThat(caller.map(it -> it.actsFor().subject())).contains("alice");
    assertThat(byClient.caller(issuer.sign(claims().build()))).as("without azp").isEmpty();
  }

  @Test
  void givesPeopleTheScopesOfTheirGroups() {
    var anna = issuer.claims("anna", LATER).claim("groups", List.of("reviewers", "strangers"));

    assertThat(people().caller(issuer.sign(anna.build())))
        .contains(new Caller("anna", Caller.Kind.PERSON, Set.of("review")));
  }

  @Test
  void givesPeopleWithoutAGroupNothing() {
    assertThat(people().caller(issuer.sign(issuer.claims("anna", LATER).build())))
        .contains(new Caller("anna", Caller.Kind.PERSON, Set.of()));
  }

  @Test
  void knowsNobodyWhoIsNotInTheOrganization() {
    var mallory = issuer.claims("mallory", LATER).claim("groups", List.of("reviewers"));

    assertThat(people().caller(issuer.sign(mallory.build()))).isEmpty();
  }

  @Test
  void letsNoAgentPassForAPerson() {
    var chain = issuer.claims("anna", LATER).claim("act", Map.of("sub", "agent-x"));

    assertThat(people().caller(issuer.sign(chain.build()))).isEmpty();
  }

  @Test
  void keepsIssuersOfOneKindApart() {
    var prefixed =
        new Issuer(
            issuer.name(),
            URI.create(issuer.keysAt()),
            TestIssuer.AUDIENCE,
            Caller.Kind.AGENT,
            "sub",
            "partner:",
            "groups",
            List.of());

    assertThat(tokens(prefixed).caller(issuer.sign(claims().build())).map(Caller::id))
        .contains("partner:support-agent");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokens(described(issuer.name(), null), described("https://other", null)))
        .withMessageContaining("different id-prefixes");
  }

  @Test
  void startsAndAdmitsOthersWhileAnIssuerIsDown() {
    try (var down = TestIssuer.start()) {
      down.goDown();
      var both =
          tokens(
              described(issuer.name(), null),
              new Issuer(
                  down.name(),
                  null,
                  TestIssuer.AUDIENCE,
                  Caller.Kind.AGENT,
                  "sub",
                  "down:",
                  "groups",
                  List.of()));

      assertThat(both.caller(down.sign(down.claims("support-agent", LATER).build()))).isEmpty();
      assertThat(both.caller(issuer.sign(claims().build()))).isPresent();

      down.comeBack();
      assertThat(both.caller(down.sign(down.claims("support-agent", LATER).build()))).isPresent();
    }
  }

  @Test
  void learnsANewKeyOfTheIssuer() {
    AccessTokens agents = agents();
    assertThat(agents.caller(issuer.sign(claims().build()))).isPresent();

    issuer.changeKey();

    assertThat(agents.caller(issuer.sign(claims().build()))).isPresent();
  }

  @Test
  void asksTheIssuerSeldomHoweverManyTokensNameUnknownKeys() {
    var agents = tokens(Duration.ofMinutes(4), described(issuer.name(), issuer.keysAt()));
    assertThat(agents.caller(issuer.sign(claims().build()))).isPresent();

    for (int i = 0; i < 20; i++) {
      assertThat(agents.caller(issuer.forgeWithItsOwnKey(claims().build()))).isEmpty();
    }

    assertThat(issuer.asked()).isLessThanOrEqualTo(2);
    assertThat(agents.caller(issuer.sign(claims().build()))).isPresent();
  }

  @Test
  void refusesToStartWithAnIssuerThatNamesNoAudience() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                tokens(
                    new Issuer(
                        issuer.name(),
                        null,
                        " ",
                        Caller.Kind.AGENT,
                        "sub",
                        "",
                        "groups",
                        List.of())))
        .withMessageContaining("audience");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://issuer", "ftp://issuer", "issuer", "http://127.0.0.1.evil.org"})
  void refusesToStartWithKeysThatAreNotReadByHttps(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokens(described(name, null)))
        .withMessageContaining("https");
  }

  @Test
  void followsNoDescriptionToKeysThatAreNotReadByHttps() {
    issuer.putKeysAt("http://keys.example.org/keys");

    assertThat(tokens(described(issuer.name(), null)).caller(issuer.sign(claims().build())))
        .isEmpty();
  }

  @Test
  void refusesToStartWithScopesForAgentsOrUnknownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokens(grouped(Caller.Kind.AGENT, "administer")))
        .withMessageContaining("agents may propose and nothing else");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokens(grouped(Caller.Kind.OPERATOR, "everything")));
  }

  private Optional<Caller> acting(Object act) {
    return agents().caller(issuer.sign(claims().subject("alice").claim("act", act).build()));
  }

  private JWTClaimsSet.Builder claims() {
    return issuer.claims("support-agent", LATER);
  }

  private AccessTokens agents() {
    return tokens(described(issuer.name(), issuer.keysAt()));
  }

  private AccessTokens people() {
    return tokens(grouped(Caller.Kind.PERSON, "review"));
  }

  private Issuer grouped(Caller.Kind kind, String scope) {
    return new Issuer(
        issuer.name(),
        URI.create(issuer.keysAt()),
        TestIssuer.AUDIENCE,
        kind,
        "sub",
        "",
        "groups",
        List.of(new Group("reviewers", Set.of(scope))));
  }

  private static Issuer described(String name, String keysAt) {
    return new Issuer(
        name,
        keysAt == null ? null : URI.create(keysAt),
        TestIssuer.AUDIENCE,
        Caller.Kind.AGENT,
        "sub",
        "",
        "groups",
        List.of());
  }

  private AccessTokens tokens(Issuer... issuers) {
    return tokens(Duration.ofMillis(1), issuers);
  }

  private AccessTokens tokens(Duration askEvery, Issuer... issuers) {
    return new AccessTokens(
        new IssuerProperties(List.of(issuers)),
        () -> organization,
        Clock.fixed(NOW, ZoneOffset.UTC),
        askEvery);
  }
}
