package io.countersign.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackVerifierTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER = "whsec_" + "A".repeat(32);
  private static final Instant SENT = Instant.ofEpochSecond(1614265330);
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String BODY =
      "{\"type\": \"action.decided\", \"data\": {\"verdict\": \"approved\"}}";
  private static final KeyPair DESK = keyPair();

  /** The vector of the Standard Webhooks libraries; its body is no message of ours. */
  @Test
  void knowsTheSignatureOfTheKnownMessage() {
    byte[] content = bytes(ID + "." + SENT.getEpochSecond() + ".{\"test\": 2432232314}");

    assertThat(
            CallbackKey.of(SECRET)
                .signed(content, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="))
        .isTrue();
  }

  @Test
  void givesTheMessageThatWasSigned() throws UnverifiedCallbackException {
    Callback callback = at(SENT, SECRET).verify(call(v1(SECRET, ID, SENT, BODY)), bytes(BODY));

    assertThat(callback)
        .isEqualTo(new Callback(ID, SENT, "action.decided", Map.of("verdict", "approved")));
  }

  @Property(tries = 300)
  void takesWhatTheStockLibrarySigns(
      @ForAll("messages") Map<String, Object> data, @ForAll @Size(min = 24, max = 64) byte[] secret)
      throws WebhookSigningException, UnverifiedCallbackException {
    String key = "whsec_" + Base64.getEncoder().encodeToString(secret);
    String body = CanonicalJson.of(Map.of("type", "action.decided", "data", data));
    String signature = new Webhook(key).sign(ID, SENT.getEpochSecond(), body);

    Callback callback = at(SENT, key).verify(call(signature), bytes(body));

    assertThat(callback.data()).isEqualTo(JsonReader.read(CanonicalJson.of(data)));
  }

  /** The stock library has no clock of ours, so both are asked about now. */
  @Property(tries = 1_000)
  void takesNothingThatTheStockLibraryRefuses(
      @ForAll @IntRange(max = 4) int damaged, @ForAll int at, @ForAll char character) {
    Instant now = Instant.now();
    String[] call = {
      ID, Long.toString(now.getEpochSecond()), v1(SECRET, ID, now, BODY), BODY, SECRET
    };
    var text = new StringBuilder(call[damaged]);
    if (damaged < 4) {
      text.setCharAt(Math.floorMod(at, text.length()), character);
    } else {
      text.replace(0, text.length(), OTHER);
    }
    call[damaged] = text.toString();

    // Not the other way round: the stock library reads digits of other scripts in the timestamp.
    assertThat(ours(now, call) && !stock(call)).isFalse();
  }

  @Property(tries = 200)
  void takesOneGoodSignatureAmongOthers(@ForAll @IntRange(max = 3) int place) throws Exception {
    String[] signatures = {"v1,AAAA", "v2,what", v1(OTHER, ID, SENT, BODY), ","};
    signatures[place] = v1(SECRET, ID, SENT, BODY);

    at(SENT, SECRET).verify(call(String.join(" ", signatures)), bytes(BODY));
  }

  @Test
  void takesOldAndNewKeysWhileOneReplacesTheOther() throws Exception {
    var verifier = at(SENT, OTHER, SECRET);

    verifier.verify(call(v1(SECRET, ID, SENT, BODY)), bytes(BODY));
    verifier.verify(call(v1(OTHER, ID, SENT, BODY)), bytes(BODY));
  }

  @Test
  void takesAnEd25519Signature() throws Exception {
    at(SENT, published(DESK)).verify(call(v1a(DESK, ID, SENT, BODY)), bytes(BODY));
  }

  @Property(tries = 300)
  void refusesADamagedEd25519Signature(@ForAll int at, @ForAll char character) {
    String good = v1a(DESK, ID, SENT, BODY);
    var damaged = new StringBuilder(good);
    damaged.setCharAt(Math.floorMod(at, good.length()), character);

    if (!damaged.toString().equals(good)) {
      refuses(at(SENT, published(DESK)), call(damaged.toString()), BODY);
    }
  }

  @Test
  void refusesTheSignatureOfOneKindUnderTheNameOfTheOther() {
    String shared = v1(SECRET, ID, SENT, BODY);

    refuses(at(SENT, published(DESK)), call(shared), BODY);
    refuses(at(SENT, published(DESK)), call(shared.replace("v1,", "v1a,")), BODY);
    refuses(at(SENT, SECRET), call(v1a(DESK, ID, SENT, BODY)), BODY);
    refuses(at(SENT, published(keyPair())), call(v1a(DESK, ID, SENT, BODY)), BODY);
  }

  @Test
  void refusesWhatIsOlderOrEarlierThanFiveMinutes() throws Exception {
    var call = call(v1(SECRET, ID, SENT, BODY));

    at(SENT.plusSeconds(300), SECRET).verify(call, bytes(BODY));
    at(SENT.minusSeconds(300), SECRET).verify(call, bytes(BODY));
    refuses(at(SENT.plusSeconds(301), SECRET), call, BODY);
    refuses(at(SENT.minusSeconds(301), SECRET), call, BODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
  void refusesACallThatHasAHeaderNotExactlyOnce(String name) {
    String signature = v1(SECRET, ID, SENT, BODY);
    var without = new HashMap<>(headers(ID, Long.toString(SENT.getEpochSecond()), signature));
    var twice = new HashMap<>(without);
    List<String> value = without.remove(name);
    twice.put(name, List.of(value.getFirst(), value.getFirst()));

    refuses(at(SENT, SECRET), without, BODY);
    refuses(at(SENT, SECRET), twice, BODY);
  }

  @Test
  void refusesAnIdThatMovesTheBorderToTheBody() {
    String moved = SENT.getEpochSecond() + "." + BODY;
    var call =
        Map.of(
            "webhook-id", List.of("a.b"),
            "webhook-timestamp", List.of(Long.toString(SENT.getEpochSecond())),
            "webhook-signature", List.of(v1(SECRET, "a.b", SENT, moved)));

    refuses(at(SENT, SECRET), call, moved);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"type\": 1}", "{\"type\": \"a\", \"type\": \"b\"}"})
  void refusesASignedBodyThatIsNoMessage(String body) {
    refuses(at(SENT, SECRET), call(v1(SECRET, ID, SENT, body)), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "secret", "whsec_", "whsec_c2hvcnQ=", "whsec_not base64", "whpk_c2hvcnQ="})
  void refusesAKeyThatIsNoKey(String key) {
    assertThatIllegalArgumentException().isThrownBy(() -> CallbackVerifier.with(key));
  }

  @Test
  void refusesToVerifyWithoutAKey() {
    assertThatIllegalArgumentException().isThrownBy(CallbackVerifier::with);
  }

  @Test
  void doesNotShowItsSecret() {
    assertThat(CallbackKey.of(SECRET).toString()).doesNotContain("MfKQ9");
  }

  @Provide
  Arbitrary<Map<String, Object>> messages() {
    return RandomJson.arguments();
  }

  private static void refuses(
      CallbackVerifier verifier, Map<String, List<String>> call, String body) {
    assertThatExceptionOfType(UnverifiedCallbackException.class)
        .isThrownBy(() -> verifier.verify(call, bytes(body)));
  }

  private static boolean ours(Instant now, String... call) {
    try {
      at(now, call[4]).verify(headers(call), bytes(call[3]));
      return true;
    } catch (UnverifiedCallbackException refused) {
      return false;
    }
  }

  private static boolean stock(String... call) {
    try {
      new Webhook(call[4]).verify(call[3], headers(call));
      return true;
    } catch (WebhookVerificationException refused) {
      return false;
    }
  }

  private static Map<String, List<String>> headers(String... call) {
    return Map.of(
        "webhook-id", List.of(call[0]),
        "webhook-timestamp", List.of(call[1]),
        "webhook-signature", List.of(call[2]));
  }

  private static Map<String, List<String>> call(String signature) {
    return Map.of(
        "Webhook-Id", List.of(ID),
        "WEBHOOK-TIMESTAMP", List.of(Long.toString(SENT.getEpochSecond())),
        "webhook-signature", List.of(signature));
  }

  private static CallbackVerifier at(Instant now, String... keys) {
    return new CallbackVerifier(
        Clock.fixed(now, ZoneOffset.UTC), Arrays.stream(keys).map(CallbackKey::of).toList());
  }

  private static String v1(String secret, String id, Instant at, String body) {
    try {
      return new Webhook(secret).sign(id, at.getEpochSecond(), body);
    } catch (WebhookSigningException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String v1a(KeyPair desk, String id, Instant at, String body) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(desk.getPrivate());
      signature.update(bytes(id + "." + at.getEpochSecond() + "." + body));
      return "v1a," + Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String published(KeyPair desk) {
    byte[] encoded = desk.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return "whpk_" + Base64.getEncoder().encodeToString(raw);
  }

  private static KeyPair keyPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
