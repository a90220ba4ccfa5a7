package io.countersign.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.math.BigInteger;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver accepts that verifies with the stock library, or with Ed25519 as specified. */
class SignatureTest {

  private static final String BODY = "{\"test\": 2432232314}";

  private final String secret = WebhookSigner.newSecret();
  private final Ed25519Signer.Pair pair = Ed25519Signer.Pair.made();
  private final MessageSigner both =
      MessageSigner.all(List.of(new WebhookSigner(secret), new Ed25519Signer(pair.secret())));

  @Test
  void theStockLibraryFindsItsSignatureAmongOthers() {
    Instant now = Instant.now();

    assertThatCode(() -> verify(secret, BODY, "msg_1", now, both.sign("msg_1", now, utf8(BODY))))
        .doesNotThrowAnyException();
  }

  @Test
  void anotherSecretIsForged() {
    Instant now = Instant.now();
    String forged = new WebhookSigner(WebhookSigner.newSecret()).sign("msg_1", now, utf8(BODY));

    assertRefused(secret, BODY, "msg_1", now, forged);
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, 301})
  void aTimestampThatIsFarAwayIsStale(long seconds) {
    Instant then = Instant.now().plusSeconds(seconds);

    assertRefused(secret, BODY, "msg_1", then, both.sign("msg_1", then, utf8(BODY)));
  }

  @Test
  void aFreshTimestampOrAnotherIdMakesNoReplay() {
    Instant then = Instant.now().minus(Duration.ofMinutes(4));
    String replayed = both.sign("msg_1", then, utf8(BODY));

    assertRefused(secret, BODY, "msg_1", Instant.now(), replayed);
    assertRefused(secret, BODY, "msg_2", then, replayed);
  }

  @Property(tries = 100)
  void aTruncatedSignatureIsNone(@ForAll @IntRange(min = 1, max = 45) int missing) {
    Instant now = Instant.now();
    String whole = new WebhookSigner(secret).sign("msg_1", now, utf8(BODY));

    assertRefused(secret, BODY, "msg_1", now, whole.substring(0, whole.length() - missing));
  }

  @Property(tries = 200)
  void verifiesExactlyWhatWasSigned(
      @ForAll String body, @ForAll @IntRange(max = 1_000) int at, @ForAll byte change) {
    Instant now = Instant.now();
    String signature = both.sign("msg_1", now, utf8(body));
    byte[] changed = utf8(body + "x");
    changed[at % changed.length] ^= change;

    assertThat(verifiesV1a(pair.publicKey(), "msg_1", now, utf8(body), signature)).isTrue();
    assertThat(verifiesV1a(pair.publicKey(), "msg_1", now, changed, signature)).isFalse();
    assertThatCode(() -> verify(secret, body, "msg_1", now, signature)).doesNotThrowAnyException();
  }

  @Test
  void anotherKeyDoesNotVerifyV1a() {
    Instant now = Instant.now();
    String other = Ed25519Signer.Pair.made().publicKey();

    assertThat(verifiesV1a(other, "msg_1", now, utf8(BODY), both.sign("msg_1", now, utf8(BODY))))
        .isFalse();
  }

  @Test
  void aRotatedEndpointSignsForTheOldSecretAndTheNewOneUntilTheOldOneEnds() {
    var scenario = new CallbackScenario();
    var first = scenario.registered("https://93.184.215.14/");
    var second = scenario.endpoints().rotate(CallbackScenario.ADMIN, first.id(), null);
    Instant now = Instant.now();

    String during = signed(scenario, first.id(), now);
    scenario.moveClock(Duration.ofHours(24));
    String after = signed(scenario, first.id(), now);

    for (String known : List.of(first.secret(), second.secret())) {
      assertThatCode(() -> verify(known, BODY, "msg_1", now, during)).doesNotThrowAnyException();
    }
    assertThat(during.split(" ")).hasSize(4);
    assertThat(verifiesV1a(second.keys().getFirst().publicKey(), "msg_1", now, utf8(BODY), during))
        .isTrue();
    assertRefused(first.secret(), BODY, "msg_1", now, after);
    assertThatCode(() -> verify(second.secret(), BODY, "msg_1", now, after))
        .doesNotThrowAnyException();
  }

  @Test
  void aLeakedSecretIsReplacedAtOnce() {
    var scenario = new CallbackScenario();
    var first = scenario.registered("https://93.184.215.14/");
    scenario.endpoints().rotate(CallbackScenario.ADMIN, first.id(), Duration.ZERO);
    Instant now = Instant.now();

    assertRefused(first.secret(), BODY, "msg_1", now, signed(scenario, first.id(), now));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "whsk_", "whsk_c2hvcnQ=", "whsk_not base64"})
  void refusesAKeyThatIsNoKeyWithoutRepeatingIt(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ed25519Signer(key))
        .withNoCause()
        .withMessageNotContaining("c2hvcnQ");
  }

  private static String signed(CallbackScenario scenario, String endpoint, Instant at) {
    var route =
        scenario.routes().of(CallbackScenario.action(endpoint, null), CallbackEvent.DECIDED);
    return ((CallbackRoute.To) route).signer().sign("msg_1", at, utf8(BODY));
  }

  private static void assertRefused(
      String secret, String body, String id, Instant at, String signature) {
    assertThatExceptionOfType(WebhookVerificationException.class)
        .isThrownBy(() -> verify(secret, body, id, at, signature));
  }

  private static void verify(String secret, String body, String id, Instant at, String signature)
      throws WebhookVerificationException {
    Map<String, List<String>> headers =
        Map.of(
            "webhook-id", List.of(id),
            "webhook-timestamp", List.of(Long.toString(at.getEpochSecond())),
            "webhook-signature", List.of(signature));
    new Webhook(secret).verify(body, HttpHeaders.of(headers, (name, value) -> true).map());
  }

  /** As docs/reference/callbacks.md shows it. */
  private static boolean verifiesV1a(
      String publicKey, String id, Instant at, byte[] body, String signatures) {
    for (String signature : signatures.split(" ")) {
      if (signature.startsWith("v1a,") && verifies(publicKey, id, at, body, signature)) {
        return true;
      }
    }
    return false;
  }

  private static boolean verifies(
      String publicKey, String id, Instant at, byte[] body, String signature) {
    try {
      byte[] raw = Base64.getDecoder().decode(publicKey.substring("whpk_".length()));
      boolean odd = (raw[31] & 0x80) != 0;
      raw[31] &= 0x7f;
      byte[] bigEndian = new byte[32];
      for (int i = 0; i < 32; i++) {
        bigEndian[i] = raw[31 - i];
      }
      var key =
          KeyFactory.getInstance("Ed25519")
              .generatePublic(
                  new EdECPublicKeySpec(
                      NamedParameterSpec.ED25519,
                      new EdECPoint(odd, new BigInteger(1, bigEndian))));
      Signature verification = Signature.getInstance("Ed25519");
      verification.initVerify(key);
      verification.update(utf8(id + "." + at.getEpochSecond() + "."));
      verification.update(body);
      return verification.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
