package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static io.countersign.governance.Desk.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.demo.CallbackReceiver;
import io.countersign.governance.Desk.Answer;
import io.countersign.localstack.RunningStack;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Registered receivers, what becomes of their deliveries, and sending again. */
@ExtendWith(RunningStack.Provider.class)
class CallbackEndpointsIT {

  private static final String ENDPOINTS = "/v1/callbacks/endpoints";
  private static final String ALL_EVENTS = "\"action.decided\", \"action.clarification_requested\"";

  private final RunningStack stack;
  private final Desk desk;
  private final List<String> endpoints = new ArrayList<>();
  private CallbackReceiver receiver;

  CallbackEndpointsIT(RunningStack stack) {
    this.stack = stack;
    this.desk = new Desk(stack);
  }

  /** Other tests' actions would go to an endpoint that is left. */
  @AfterEach
  void close() {
    endpoints.forEach(it -> admin("DELETE", ENDPOINTS + "/" + it, null));
    if (receiver != null) {
      receiver.close();
    }
  }

  @Test
  void deliversToTheNamedEndpointAndAgainOnlyWhenAskedByName() throws IOException {
    String endpoint = receiving("support-agent");
    String id = desk.decided(refund(20).callingEndpoint(endpoint)).text("/id");
    Desk.await(() -> receiver.verified().containsKey(id));
    String delivery = awaitDelivery(endpoint, "delivered").path("id").asText();

    Answer replayed = admin("POST", "/v1/callbacks/deliveries/" + delivery + "/replay", null);

    assertThat(replayed.text("/outcome")).isEqualTo("delivered");
    assertThat(receiver.ids())
        .containsExactly("msg_" + id + "_action_decided", "msg_" + id + "_action_decided");
    assertThat(replayRange(endpoint).at("/replayed").asInt()).isZero();
    assertThat(receiver.ids()).hasSize(2);
    desk.awaitEntry(id, "callback-replayed");
  }

  @Test
  void asksTheAgentAtItsOnlyEndpointWithoutBeingTold() throws IOException {
    receiving("support-agent");
    String id = desk.inReview(refund(240));

    desk.ballot("anna", id, "clarify", "Which photo?");

    Desk.await(() -> receiver.verified().containsKey(id));
    JsonNode question = receiver.verified().get(id);
    assertThat(question.path("type").asText()).isEqualTo("action.clarification_requested");
    assertThat(question.at("/data/question/text").asText()).isEqualTo("Which photo?");
    assertThat(question.at("/data/digest").asText()).isEqualTo(desk.read(id).text("/digest"));
    desk.send(
        "POST", "/v1/actions/" + id + "/withdraw", desk.agentKey(), "{\"reason\": \"Done.\"}");
    Desk.await(
        () ->
            receiver.verified().get(id).path("type").asText().equals("action.decided")
                && receiver.verified().get(id).at("/data/sequence").asLong()
                    > question.at("/data/sequence").asLong());
  }

  /** A missed callback loses nothing: the agent reads the question, and its answer counts. */
  @Test
  void aQuestionIsAnsweredThoughTheReceiverIsAway() throws IOException {
    receiving("support-agent");
    receiver.answerWith(() -> 500);
    String id = desk.inReview(refund(240));
    desk.ballot("anna", id, "clarify", "Which photo?");
    Desk.await(() -> desk.read(id).body().has("question"));
    desk.awaitEntry(id, "callback-failed");

    desk.send(
        "POST",
        "/v1/actions/" + id + "/clarification",
        desk.agentKey(),
        "{\"answer\": \"The second.\"}");

    desk.awaitEntry(id, "clarification-answered");
    desk.ballot("anna", id, "approve", "Seen.");
    assertThat(desk.awaitDecision(id).text("/verdict")).isEqualTo("approved");
  }

  @Test
  void aReceiverThatIsGoneIsDisabledAndItsDeadMessagesAreReplayedOnce() throws IOException {
    String endpoint = receiving("support-agent");
    receiver.answerWith(() -> 410);
    String id = desk.decided(refund(20).callingEndpoint(endpoint)).text("/id");
    JsonNode dead = awaitDelivery(endpoint, "dead");
    desk.awaitEntry(id, "callback-dead");
    Desk.await(() -> awaitDelivery(endpoint, "dead").has("incident"));
    Answer disabled = admin("GET", ENDPOINTS + "/" + endpoint, null);

    receiver.answerWith(() -> 204);
    admin("POST", ENDPOINTS + "/" + endpoint + "/enable", null);
    JsonNode first = replayRange(endpoint);

    Desk.await(() -> receiver.verified().containsKey(id));
    awaitDelivery(endpoint, "delivered");
    assertThat(disabled.text("/disabledBecause")).isEqualTo("it answered 410");
    assertThat(dead.path("owner").asText()).isNotEmpty();
    assertThat(first.path("replayed").asInt()).isOne();
    assertThat(replayRange(endpoint).path("replayed").asInt()).isZero();
    assertThat(Set.copyOf(receiver.ids())).containsExactly("msg_" + id + "_action_decided");
    assertThat(receiver.ids()).hasSize(2);
    desk.awaitEntry(id, "callback-delivered");
  }

  @Test
  void aReceiverThatFailsForADayIsToldAfterwards() throws IOException {
    String endpoint = receiving("support-agent");
    receiver.answerWith(() -> 500);
    String id = desk.decided(refund(20).callingEndpoint(endpoint)).text("/id");
    desk.awaitEntry(id, "callback-failed");
    List<Duration> pauses =
        List.of(Duration.ofSeconds(11), Duration.ofMinutes(11), Duration.ofHours(1));
    for (int failed = 1; failed <= pauses.size(); failed++) {
      long next = failed + 1;
      moveClockUntil(pauses.get(failed - 1), () -> desk.entries(id, "callback-failed") >= next);
    }
    Desk.await(() -> awaitDelivery(endpoint, "retrying").path("attempts").asInt() > pauses.size());

    receiver.answerWith(() -> 204);
    moveClockUntil(Duration.ofDays(1), () -> receiver.verified().containsKey(id));
    Desk.await(() -> !ofTheDecision(id, "callback-delivered").isEmpty());
    assertThat(receiver.ids())
        .filteredOn(it -> it.endsWith("_action_decided"))
        .containsOnly("msg_" + id + "_action_decided");
    assertThat(ofTheDecision(id, "callback-delivered").getFirst().at("/facts/attempt").asInt())
        .isEqualTo(ofTheDecision(id, "callback-failed").size() + 1);
  }

  @Test
  void anotherAgentsEndpointIsRefusedAndNothingStarts() throws IOException {
    String endpoint = receiving("stray-agent");

    Answer refused = desk.propose(unique(), refund(20).callingEndpoint(endpoint).json());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/code")).isEqualTo("CALLBACK_ADDRESS_REFUSED");
    assertThat(refused.text("/field")).isEqualTo("callbackEndpoint");
    assertThat(receiver.received()).isZero();
  }

  @Test
  void describesItsEventsInTheApiDescription() {
    JsonNode webhooks = desk.send("GET", "/v3/api-docs", null, null).body().path("webhooks");

    for (String event :
        List.of(
            "action.decided",
            "action.clarification_requested",
            "action.expired",
            "action.halted")) {
      assertThat(webhooks.path(event).path("post").isObject()).describedAs(event).isTrue();
    }
  }

  /** Entries about the message that tells the decision, not about its expiry. */
  private List<JsonNode> ofTheDecision(String id, String kind) {
    return desk.entriesOf(id).stream()
        .filter(it -> it.path("kind").asText().equals(kind))
        .filter(it -> it.path("elementId").asText().equals("Task_DeliverCallback"))
        .toList();
  }

  /**
   * A job that begins to wait just then waits from the new time on: once more. And where only the
   * engine's clock moves, it is for the engine to bring a job back, which it may forget until the
   * broker is restarted (camunda/camunda issue 29735).
   */
  private void moveClockUntil(Duration forward, Callable<Boolean> reached) {
    for (int tries = 1; ; tries++) {
      stack.moveClock(forward);
      try {
        Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(reached);
        return;
      } catch (ConditionTimeoutException leftAlone) {
        if (tries == 5) {
          throw leftAlone;
        }
        if (tries == 2) {
          stack.restartBroker();
        }
      }
    }
  }

  /** Registers an endpoint and listens there with its secret. */
  private String receiving(String agent) throws IOException {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Answer made =
        admin(
            "POST",
            ENDPOINTS,
            "{\"agent\": \"%s\", \"url\": \"http://127.0.0.1:%d/callback\", \"events\": [%s]}"
                .formatted(agent, port, ALL_EVENTS));
    endpoints.add(made.text("/id"));
    receiver = CallbackReceiver.start(made.text("/secret"), port);
    return made.text("/id");
  }

  private JsonNode awaitDelivery(String endpoint, String state) {
    String path = "/v1/callbacks/deliveries?endpoint=" + endpoint + "&state=" + state;
    Desk.await(() -> admin("GET", path, null).body().path("items").size() == 1);
    return admin("GET", path, null).body().at("/items/0");
  }

  private JsonNode replayRange(String endpoint) {
    Instant now = stack.now();
    return admin(
            "POST",
            "/v1/callbacks/deliveries:replay",
            "{\"from\": \"%s\", \"to\": \"%s\", \"endpoint\": \"%s\"}"
                .formatted(now.minus(Duration.ofHours(1)), now.plusSeconds(60), endpoint))
        .body();
  }

  private Answer admin(String method, String path, String body) {
    return desk.send(method, path, desk.adminKey(), body);
  }
}
