package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static io.countersign.governance.Desk.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.governance.Desk.Answer;
import io.countersign.localstack.RunningStack;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(RunningStack.Provider.class)
class IntakeIT {

  private final RunningStack stack;
  private final Desk desk;

  IntakeIT(RunningStack stack) {
    this.stack = stack;
    this.desk = new Desk(stack);
  }

  @Test
  void letsASmallRefundRunOnItsOwn() {
    Answer answer = desk.decided(refund(20));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("/state")).isEqualTo("decided");
    assertThat(answer.text("/control")).isEqualTo("autonomous");
    assertThat(answer.text("/verdict")).isEqualTo("approved");
    assertThat(answer.text("/digest")).matches("sha256:[0-9a-f]{64}");
    assertThat(answer.text("/next/instruction")).contains("Redeem the release");
  }

  @Test
  void refusesARefundThatPolicyForbids() {
    Answer answer = desk.decided(refund(9500));

    assertThat(answer.text("/control")).isEqualTo("blocked");
    assertThat(answer.text("/verdict")).isEqualTo("rejected");
  }

  @Test
  void answersAtOnceWithoutWaiting() {
    Answer answer = desk.propose(unique(), refund(240).json());

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.raw().headers().firstValue("Location"))
        .contains("/v1/actions/" + answer.text("/id"));
    assertThat(desk.read(answer.text("/id")).status()).isEqualTo(200);
  }

  @Test
  void raisesAnAgentOutsideTheInventoryToAReview() {
    String key = stack.addresses().get("COUNTERSIGN_STRAY_AGENT_KEY");
    String id =
        desk.send("POST", "/v1/actions", key, refund(20).json(), "Idempotency-Key", unique())
            .text("/id");

    Desk.await(() -> desk.timeline(id).body().toString().contains("P-103"));
    assertThat(desk.timeline(id).body().toString()).doesNotContain("\"control\":\"autonomous\"");
  }

  @Test
  void startsOneActionHoweverOftenAndAtOnceItIsProposed() throws Exception {
    String key = unique();
    var refund = refund(20);
    Callable<Answer> propose = () -> desk.propose(key, refund.json(), "Prefer", "wait=30");

    List<Answer> answers;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var proposed =
          threads.invokeAll(IntStream.range(0, 50).mapToObj(ignored -> propose).toList());
      answers = proposed.stream().map(it -> it.resultNow()).toList();
    }

    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(answers)
        .extracting(it -> it.text("/id"))
        .hasSize(50)
        .containsOnly(answers.getFirst().text("/id"));
    String id = answers.getFirst().text("/id");
    desk.awaitEntry(id, "action-closed");
    assertThat(desk.entries(id, "action-proposed")).isOne();
    assertThat(desk.entries(id, "decision-announced")).isOne();
  }

  @Test
  void refusesTheSameKeyForAnotherBody() {
    String key = unique();
    String order = unique();
    desk.propose(key, refund(20).onOrder(order).json(), "Prefer", "wait=30");

    Answer answer = desk.propose(key, refund(21).onOrder(order).json());

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("/code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(answer.text("/field")).isEqualTo("Idempotency-Key");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/actions",
    "GET, /v1/actions/act_00000000000000000000000000000000",
    "GET, /v1/actions/act_00000000000000000000000000000000/decision",
    "GET, /v1/audit/actions",
    "GET, /v1/audit/actions/act_00000000000000000000000000000000",
    "GET, /v1/anything",
    "GET, /actuator/metrics",
    "GET, /anything"
  })
  void letsNobodyInWithoutAKey(String method, String path) {
    String body = method.equals("POST") ? refund(20).json() : null;

    for (String key : new String[] {null, "csk_support-agent_wrong", ""}) {
      Answer answer = desk.send(method, path, key, body, "Idempotency-Key", unique());
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.text("/code")).isEqualTo("UNAUTHENTICATED");
    }
  }

  @Test
  void letsDemoPeopleReadTheAuditWithTheirPassword() {
    assertThat(desk.asPerson("anna", "/v1/audit/actions").status()).isEqualTo(200);
    assertThat(desk.asPerson("anna", "/v1/audit/actions", "wrong").status()).isEqualTo(401);
    assertThat(desk.asPerson("anna", "/actuator/metrics").status()).isEqualTo(403);
  }

  @Test
  void letsAnAgentSeeOnlyItsOwnActions() {
    String id = desk.decided(refund(20)).text("/id");
    String stray = stack.addresses().get("COUNTERSIGN_STRAY_AGENT_KEY");

    assertThat(desk.send("GET", "/v1/actions/" + id, stray, null).status()).isEqualTo(404);
    assertThat(desk.send("GET", "/v1/audit/actions/" + id, stray, null).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|400|MALFORMED_REQUEST|",
        "{\"amount\": 1}|400|UNKNOWN_FIELD|amount",
        "{\"type\": 7}|400|INVALID_FIELD|type",
      })
  void namesWhatIsWrongWithTheBody(String body, int status, String code, String field) {
    Answer answer = desk.propose(unique(), body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.raw().headers().firstValue("Content-Type"))
        .contains("application/problem+json");
    assertThat(answer.text("/code")).isEqualTo(code);
    assertThat(answer.body().path("field").asText(null)).isEqualTo(field);
  }

  @Test
  void refusesABodyThatIsTooLargeAndStartsNothing() {
    String order = unique();
    var refund = refund(20).onOrder(order).reporting("\"x\": \"" + "y".repeat(256 * 1024) + "\"");

    assertThat(desk.propose(unique(), refund.json()).text("/code")).isEqualTo("REQUEST_TOO_LARGE");

    desk.decided(refund(20));
    assertThat(desk.search("businessObject=order/" + order).body().path("items")).isEmpty();
  }

  @Test
  void refusesACallbackToAPrivateAddress() {
    Answer answer =
        desk.propose(unique(), refund(20).callingBack("https://169.254.169.254/x").json());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/code")).isEqualTo("CALLBACK_ADDRESS_REFUSED");
    assertThat(answer.text("/field")).isEqualTo("callbackUrl");
  }

  @Test
  void wantsAnIdempotencyKey() {
    Answer answer = desk.send("POST", "/v1/actions", desk.agentKey(), refund(20).json());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/field")).isEqualTo("Idempotency-Key");
  }

  @Test
  void doesNotKnowAnActionThatWasNeverProposed() {
    assertThat(desk.read("act_00000000000000000000000000000000").text("/code"))
        .isEqualTo("ACTION_NOT_FOUND");
    assertThat(desk.read("nonsense").status()).isEqualTo(404);
  }

  @Test
  void describesItselfAsOpenApi() {
    Answer answer = desk.send("GET", "/v3/api-docs", null, null);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("/openapi")).startsWith("3.1");
    assertThat(answer.body().at("/paths/~1v1~1actions/post/requestBody").isMissingNode()).isFalse();
  }
}
