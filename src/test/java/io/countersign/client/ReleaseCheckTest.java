package io.countersign.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseCheckTest {

  private static final ReleaseSeal DESK = ReleaseSeal.make();
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final String ID = "act_" + "1".repeat(32);
  private static final String DIGEST = "sha256:" + "a".repeat(64);

  private final ReleaseCheck check = new ReleaseCheck(keys(DESK), NOW);

  @Test
  void passesTheReleaseOfExactlyThisAction() {
    assertThatCode(() -> check.permits(release().sign(DESK), ID, DIGEST))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "iss, someone",
    "verdict, rejected",
    "verdict, APPROVED",
    "action, act_22222222222222222222222222222222",
    "digest, sha256:bb"
  })
  void refusesAnyOtherWord(String claim, String value) {
    refuses(release().claim(claim, value).sign(DESK));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "verdict", "action", "digest", "nbf", "exp"})
  void refusesWhatLeavesAClaimOut(String claim) {
    refuses(release().without(claim).sign(DESK));
  }

  @Test
  void refusesBeforeAndAfterItsTime() {
    refuses(release().claim("exp", NOW.getEpochSecond()).sign(DESK));
    refuses(release().claim("nbf", NOW.getEpochSecond() + 61).sign(DESK));
    refuses(release().claim("exp", "never").sign(DESK));
  }

  @Test
  void refusesAnotherKeyAlsoUnderTheSameName() {
    ReleaseSeal forger = ReleaseSeal.make();

    refuses(release().sign(forger));
    refuses(release().header("kid", DESK.keyId()).sign(forger));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alg", "typ", "kid"})
  void refusesAnotherHeader(String name) {
    refuses(release().header(name, "none").sign(DESK));
  }

  @Test
  void refusesDemandsThatItDoesNotKnow() {
    refuses(release().header("crit", "exp").sign(DESK));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "e30.e30.", "\u00e9.e30.e30"})
  void refusesWhatIsNoRelease(String text) {
    refuses(text);
  }

  @Test
  void refusesWhatIsNoText() {
    refuses(null);
    refuses(Map.of());
  }

  @Test
  void refusesARepeatedClaim() {
    String release = release().sign(DESK);
    String claims = new String(Base64.getUrlDecoder().decode(release.split("\\.")[1]));

    refuses(DESK.sign(release().headers(), claims.replace("{", "{\"digest\":\"" + DIGEST + "\",")));
  }

  @Property(tries = 200)
  void refusesAnyChangedCharacter(@ForAll int at, @ForAll char other) {
    String release = release().sign(DESK);
    var forged = new StringBuilder(release);
    forged.setCharAt(Math.floorMod(at, release.length()), other);

    if (!forged.toString().equals(release)) {
      refuses(forged.toString());
    }
  }

  @Property(tries = 200)
  void refusesAnyOtherLetterOfTheAlphabetOfSignatures(@ForAll int at, @ForAll int letter) {
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    refusesAnyChangedCharacter(at, letters.charAt(Math.floorMod(letter, letters.length())));
  }

  @Test
  void takesOnlyKeysOfTheKindThatSignsReleases() {
    assertThat(
            ReleaseKeys.of(
                    JsonReader.readObject(
                        """
                        {"keys": [{"kty": "RSA", "kid": "1"}, {"kty": "OKP", "crv": "Ed25519", "kid": "2",
                         "x": "c2hvcnQ"}, {"kty": "OKP", "crv": "X25519", "kid": "3", "x": "AA"}, 7, null]}
                        """
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .byId())
        .isEmpty();
  }

  private void refuses(Object release) {
    assertThatExceptionOfType(NotPermittedException.class)
        .isThrownBy(() -> check.permits(release, ID, DIGEST))
        .matches(it -> it.code().equals("UNVERIFIED_RELEASE"));
  }

  private static ReleaseSeal.Draft release() {
    return DESK.release(ID, DIGEST, NOW);
  }

  private static ReleaseKeys keys(ReleaseSeal seal) {
    return ReleaseKeys.of(JsonReader.object(JsonReader.read(seal.keySet())));
  }
}
