package io.countersign.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.countersign.administration.AdministrationScenario;
import io.countersign.secret.SecretSeal;
import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseSignerTest {

  private static final Instant DECIDED = Instant.parse("2026-03-02T09:00:00Z");
  private static final ReleaseTerms TERMS =
      new ReleaseTerms(
          "act_1",
          "support-agent",
          "sha256:aa",
          "approved",
          "sha256:bb",
          DECIDED,
          DECIDED.plusSeconds(3600));

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Caller OLGA = new Caller("olga", Caller.Kind.OPERATOR, Set.of("administer"));

  private final AdministrationScenario administration = AdministrationScenario.anew();

  @TempDir private Path folder;
  private Clock clock = Clock.fixed(DECIDED, ZoneOffset.UTC);
  private ReleaseKeys keys;

  @BeforeEach
  void makeKey() {
    keys = keys();
  }

  @Test
  void signsWhatAnyoneCanVerifyWithThePublishedKey()
      throws InvalidJwtException, MalformedClaimException, JoseException {
    JwtClaims claims = verifier(DECIDED.plusSeconds(60)).processToClaims(signed());

    assertThat(claims.getSubject()).isEqualTo("support-agent");
    assertThat(claims.getStringClaimValue("action")).isEqualTo("act_1");
    assertThat(claims.getStringClaimValue("digest")).isEqualTo("sha256:aa");
    assertThat(claims.getStringClaimValue("verdict")).isEqualTo("approved");
    assertThat(claims.getStringClaimValue("policy")).isEqualTo("sha256:bb");
    assertThat(claims.getJwtId()).isNotBlank();
  }

  @Test
  void holdsOnlyBetweenDecisionAndEnd() {
    assertThatExceptionOfType(InvalidJwtException.class)
        .isThrownBy(() -> verifier(DECIDED.minusSeconds(60)).processToClaims(signed()));
    assertThatExceptionOfType(InvalidJwtException.class)
        .isThrownBy(() -> verifier(DECIDED.plusSeconds(3601)).processToClaims(signed()));
  }

  @Test
  void doesNotVerifyWhenOneByteIsChanged() {
    String signed = signed();
    for (int at = 0; at < signed.length(); at += 7) {
      char other = signed.charAt(at) == 'A' ? 'B' : 'A';
      String forged = signed.substring(0, at) + other + signed.substring(at + 1);

      assertThatExceptionOfType(Exception.class)
          .describedAs("byte " + at)
          .isThrownBy(() -> verifier(DECIDED.plusSeconds(60)).processToClaims(forged));
    }
  }

  @Test
  void doesNotVerifyWithoutASignature() {
    String[] parts = signed().split("\\.");
    String none = "eyJhbGciOiJub25lIn0." + parts[1] + ".";

    assertThatExceptionOfType(InvalidJwtException.class)
        .isThrownBy(() -> verifier(DECIDED.plusSeconds(60)).processToClaims(none));
  }

  @Test
  void givesTheSameReleaseForTheSameTermsAlsoAfterARestart() {
    assertThat(new ReleaseSigner(keys()).sign(TERMS)).isEqualTo(signed());
  }

  @Test
  void keepsItsKeySealedAndFromOthersEyes() throws IOException {
    Path file = folder.resolve("release-keys");

    assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("OKP", "\"d\"");
    assertThat(Files.getPosixFilePermissions(file).toString()).doesNotContain("GROUP", "OTHERS");
    assertThat(published()).contains("Ed25519").doesNotContain("\"d\"");
  }

  @Test
  void doesNotStartWithAKeyThatAnotherSealClosed() {
    assertThatIllegalStateException().isThrownBy(() -> keys(seal(9)));
  }

  @Test
  void verifiesWhatTheKeyBeforeSignedUntilItsTimeIsOver() throws InvalidJwtException {
    String before = signed();

    keys.rotate(OLGA, WEEK);

    assertThat(signed()).isNotEqualTo(before);
    verifier(DECIDED.plusSeconds(60)).processToClaims(signed());
    verifier(DECIDED.plusSeconds(60)).processToClaims(before);
    clock = Clock.fixed(DECIDED.plus(WEEK), ZoneOffset.UTC);
    keys = keys();
    assertThatExceptionOfType(InvalidJwtException.class)
        .isThrownBy(() -> verifier(DECIDED.plusSeconds(60)).processToClaims(before));
  }

  @Test
  void aKeyThatLeakedIsGoneAtOnce() {
    String before = signed();

    keys.rotate(OLGA, Duration.ZERO);

    assertThatExceptionOfType(InvalidJwtException.class)
        .isThrownBy(() -> verifier(DECIDED.plusSeconds(60)).processToClaims(before));
  }

  @Test
  void signsWithTheKeyBeforeWhileTheEngineIsAway() {
    String before = keys.signing().getKeyId();
    administration.away(true);

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> keys.rotate(OLGA, WEEK))
        .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.ENGINE_UNAVAILABLE));

    assertThat(keys.signing().getKeyId()).isEqualTo(before);
    assertThat(keys.published()).hasSize(1);
  }

  @Test
  void tellsWhoRotatedTheKey() {
    String id = keys.rotate(OLGA, WEEK);

    assertThat(administration.words())
        .containsExactly("release-key-rotated " + id + " by olga {oldKeptFor=PT168H}");
  }

  @Test
  void anotherInstanceSignsWithTheNewKeyAtOnce() {
    ReleaseKeys other = keys();

    String id = keys.rotate(OLGA, WEEK);

    assertThat(other.signing().getKeyId()).isEqualTo(id);
    assertThat(other.published()).hasSize(2);
  }

  @Test
  void theNonceStaysWhenTheKeyIsRotated() throws Exception {
    String nonce = verifier(DECIDED.plusSeconds(60)).processToClaims(signed()).getJwtId();

    keys.rotate(OLGA, WEEK);

    assertThat(verifier(DECIDED.plusSeconds(60)).processToClaims(signed()).getJwtId())
        .isEqualTo(nonce);
  }

  @Test
  void aBrokenFileIsNotReplacedByANewKey() throws IOException {
    Files.writeString(folder.resolve("release-keys"), "[{");

    assertThatExceptionOfType(java.io.UncheckedIOException.class).isThrownBy(this::keys);
  }

  private ReleaseKeys keys() {
    return keys(seal(1));
  }

  private ReleaseKeys keys(SecretSeal seal) {
    return new ReleaseKeys(
        folder.resolve("release-keys"), seal, administration.administration(), clock);
  }

  private String published() {
    return new PublishedKeys(keys, WEEK).keys();
  }

  private String signed() {
    return new ReleaseSigner(keys).sign(TERMS);
  }

  private JwtConsumer verifier(Instant now) {
    try {
      return new JwtConsumerBuilder()
          .setVerificationKeyResolver(
              new JwksVerificationKeyResolver(new JsonWebKeySet(published()).getJsonWebKeys()))
          .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, "EdDSA"))
          .setExpectedIssuer(ReleaseSigner.ISSUER)
          .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
          .build();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SecretSeal seal(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return new SecretSeal(() -> List.of(key));
  }
}
