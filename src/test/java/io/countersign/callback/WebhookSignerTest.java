package io.countersign.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignerTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String BODY = "{\"test\": 2432232314}";

  private final WebhookSigner signer = new WebhookSigner(SECRET);

  /** The vector of the Standard Webhooks libraries. */
  @Test
  void signsTheKnownMessage() {
    assertThat(
            signer.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330), bytes(BODY)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void isVerifiedByTheStockLibrary() throws Exception {
    Instant now = Instant.now();
    HttpHeaders headers = headers("msg_1", now, signer.sign("msg_1", now, bytes(BODY)));

    assertThatCode(() -> new Webhook(SECRET).verify(BODY, headers.map()))
        .doesNotThrowAnyException();
  }

  @Test
  void isNotVerifiedForAnotherBody() {
    Instant now = Instant.now();
    HttpHeaders headers = headers("msg_1", now, signer.sign("msg_1", now, bytes(BODY)));

    assertThatExceptionOfType(WebhookVerificationException.class)
        .isThrownBy(() -> new Webhook(SECRET).verify(BODY + " ", headers.map()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "whsec_", "whsec_c2hvcnQ=", "whsec_not base64"})
  void refusesASecretThatIsNoSecret(String secret) {
    assertThatIllegalArgumentException().isThrownBy(() -> new WebhookSigner(secret));
  }

  private static HttpHeaders headers(String id, Instant at, String signature) {
    return HttpHeaders.of(
        Map.of(
            "webhook-id", List.of(id),
            "webhook-timestamp", List.of(Long.toString(at.getEpochSecond())),
            "webhook-signature", List.of(signature)),
        (name, value) -> true);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
