package io.countersign.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.action.ProposedAction;
import io.countersign.engine.RetryLaterException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Attempts of jobs, against receivers on real sockets. */
class CallbackDeliveryTest {

  private final CallbackScenario scenario = new CallbackScenario();
  private final CallbackMessage message = CallbackScenario.decided();

  @Test
  void tellsTheHistoryWhatItDelivered() throws Exception {
    try (var receiver = Receiver.answering("204 No Content")) {
      assertThat(scenario.delivery().attempt(8, at(receiver), message))
          .containsEntry("state", "delivered")
          .containsEntry("attempts", 3)
          .containsEntry("status", 204)
          .containsEntry("host", "127.0.0.1");
    }
  }

  @Test
  void sendsTheSameIdAndBodyAtEveryAttemptWithAFreshSignature() {
    try (var receiver = Receiver.answering("500 Broken")) {
      assertThatFails(10, receiver);
      scenario.moveClock(Duration.ofMinutes(5));
      assertThatFails(9, receiver);

      var calls = receiver.calls();
      assertThat(calls).hasSize(2);
      assertThat(calls.get(1).body()).isEqualTo(calls.get(0).body());
      assertThat(calls.get(1).headers().get("webhook-id"))
          .isEqualTo(calls.get(0).headers().get("webhook-id"))
          .isEqualTo("msg_act_00000000000000000000000000000001_action_decided");
      assertThat(calls.get(1).headers().get("webhook-signature"))
          .isNotEqualTo(calls.get(0).headers().get("webhook-signature"));
    }
  }

  /** A day of failures: five attempts fall into it, and the sixth or a later one delivers. */
  @Test
  void aReceiverThatFailsForADayGetsItsMessageAfterwards() throws Exception {
    var end = scenario.now().plus(Duration.ofDays(1));
    try (var broken = Receiver.answering("500 Broken");
        var mended = Receiver.answering("204 No Content")) {
      int retries = 10;
      while (scenario.now().isBefore(end)) {
        assertThatFails(retries, broken);
        scenario.moveClock(RetrySchedule.after(11 - retries, null, () -> Long.MAX_VALUE / 2));
        retries--;
      }

      assertThat(retries).isPositive();
      assertThat(scenario.delivery().attempt(retries, at(mended), message))
          .containsEntry("state", "delivered");
      assertThat(mended.calls().getFirst().headers().get("webhook-id"))
          .isEqualTo(broken.calls().getFirst().headers().get("webhook-id"));
    }
  }

  @Test
  void isDeadAfterTheLastAttemptAndCounted() {
    try (var receiver = Receiver.answering("500 Broken")) {
      assertThatFails(1, receiver);

      assertThat(scenario.deadCallbacks()).isOne();
    }
  }

  @Test
  void disablesAnEndpointThatIsGone() {
    try (var receiver = Receiver.answering("410 Gone")) {
      String endpoint = scenario.registered(receiver.url()).id();
      ProposedAction action = CallbackScenario.action(endpoint, null);

      assertThatExceptionOfType(RetryLaterException.class)
          .isThrownBy(() -> scenario.delivery().attempt(10, action, message))
          .withMessageContaining("410");

      assertThat(scenario.endpoints().read(CallbackScenario.ADMIN, endpoint).state())
          .isEqualTo("disabled");
      assertThatThrownBy(() -> scenario.delivery().attempt(10, action, message))
          .hasMessage("the endpoint is disabled");
      assertThat(receiver.calls()).hasSize(1);
      assertThat(scenario.deadCallbacks()).isEqualTo(2);
    }
  }

  @Test
  void leavesAJobAloneWithoutUsingUpAnAttemptWhileTheReceiverIsThrottling() {
    try (var receiver = Receiver.answering("429 Too Many", "Retry-After: 60")) {
      assertThatFails(10, receiver);

      assertThatThrownBy(() -> scenario.delivery().attempt(10, at(receiver), message))
          .isNotInstanceOf(RetryLaterException.class)
          .hasMessageContaining("too early");
      assertThat(receiver.calls()).hasSize(1);
    }
  }

  @Test
  void sendsNothingToAnEndpointThatIsNotToldOfTheEvent() throws Exception {
    try (var receiver = Receiver.answering("204 No Content")) {
      String endpoint = scenario.registered(receiver.url(), CallbackEvent.EXPIRED).id();

      assertThat(scenario.delivery().attempt(10, CallbackScenario.action(endpoint, null), message))
          .containsEntry("state", "not_wanted");
      assertThat(receiver.calls()).isEmpty();
    }
  }

  @Test
  void sendsNothingToTheEndpointOfAnotherAgent() {
    try (var receiver = Receiver.answering("204 No Content")) {
      String endpoint = scenario.registered("other-agent", receiver.url()).id();

      assertThatThrownBy(
              () ->
                  scenario.delivery().attempt(10, CallbackScenario.action(endpoint, null), message))
          .hasMessage("the endpoint was removed");
      assertThat(receiver.calls()).isEmpty();
    }
  }

  @Test
  void sendsNothingToAFreeAddressOnceTheseAreForbidden() {
    try (var receiver = Receiver.answering("204 No Content")) {
      var strict = new CallbackScenario().withoutFreeAddresses();

      assertThatThrownBy(() -> strict.delivery().attempt(10, at(receiver), message))
          .hasMessage("free addresses are not allowed any more");
      assertThat(receiver.calls()).isEmpty();
    }
  }

  @Test
  void staysBelow20KilobytesWhateverPeopleWrite() throws Exception {
    try (var receiver = Receiver.answering("204 No Content")) {
      String endless = "\u0001\ud83d\ude00".repeat(50_000);
      var long_ =
          CallbackMessage.decided(
              CallbackScenario.action(null, null), CallbackScenario.approved(endless), 7);

      scenario.delivery().attempt(10, at(receiver), long_);

      String body = receiver.calls().getFirst().body();
      assertThat(body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length).isLessThan(20_000);
      assertThat(CallbackScenario.JSON.readTree(body).at("/data/comment").asText()).endsWith("…");
    }
  }

  @Test
  void carriesTheDigestAndASequence() throws Exception {
    try (var receiver = Receiver.answering("204 No Content")) {
      scenario.delivery().attempt(10, at(receiver), message);

      JsonNode body = CallbackScenario.JSON.readTree(receiver.calls().getFirst().body());
      assertThat(body.path("type").asText()).isEqualTo("action.decided");
      assertThat(body.path("timestamp").asText()).isEqualTo("2026-03-02T09:29:00Z");
      assertThat(body.has("webhookId")).isFalse();
      assertThat(body.at("/data/digest").asText()).isEqualTo(at(receiver).digest());
      assertThat(body.at("/data/sequence").asLong()).isEqualTo(7);
    }
  }

  @Test
  void sequencesGrowWithTheKeysOfJobsAndFitIntoJsonNumbers() {
    long partition = 5L << 51;

    assertThat(IntStream.range(0, 5).mapToLong(i -> CallbackSequence.of(partition + 100 + i)))
        .containsExactly(100L, 101L, 102L, 103L, 104L);
    assertThat(CallbackSequence.of(Long.MAX_VALUE)).isLessThan(1L << 53);
  }

  private void assertThatFails(int retries, Receiver receiver) {
    assertThatExceptionOfType(RetryLaterException.class)
        .isThrownBy(() -> scenario.delivery().attempt(retries, at(receiver), message));
  }

  private static ProposedAction at(Receiver receiver) {
    return CallbackScenario.action(null, receiver.url());
  }
}
