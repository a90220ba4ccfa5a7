package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.demo.CallbackReceiver;
import io.countersign.localstack.RunningStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.Provider.class)
class CallbackIT {

  private final RunningStack stack;
  private final Desk desk;
  private final CallbackReceiver receiver;

  CallbackIT(RunningStack stack) {
    this.stack = stack;
    this.desk = new Desk(stack);
    this.receiver = CallbackReceiver.start(stack.addresses().get("COUNTERSIGN_CALLBACK_SECRET"));
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void deliversTheSignedDecision() {
    var action = desk.decided(refund(20).callingBack(receiver.url()));
    String id = action.text("/id");

    Desk.await(() -> receiver.verified().containsKey(id));

    var message = receiver.verified().get(id);
    assertThat(message.path("type").asText()).isEqualTo("action.decided");
    assertThat(message.at("/data/digest").asText()).isEqualTo(action.text("/digest"));
    assertThat(message.at("/data/verdict").asText()).isEqualTo("approved");
    assertThat(receiver.refused()).isZero();
    desk.awaitEntry(id, "callback-delivered");
  }

  @Test
  void repeatsTheSameMessageUntilItIsTaken() {
    receiver.answerWith(() -> receiver.received() < 2 ? 500 : 204);
    String id = desk.decided(refund(20).callingBack(receiver.url())).text("/id");

    Desk.await(() -> receiver.verified().containsKey(id));
    desk.awaitEntry(id, "callback-delivered");
    assertThat(receiver.ids()).hasSize(2).containsOnly("msg_" + id + "_action_decided");
    assertThat(desk.timeline(id).body().toString()).contains("HTTP 500").contains("attempt 2");
  }

  @Test
  void tellsTheDecisionOfThePeopleWhoMadeIt() {
    String id = desk.inReview(refund(240).callingBack(receiver.url()));

    desk.vote("anna", id, "approve", "Photo checked.");

    Desk.await(() -> receiver.verified().containsKey(id));
    var data = receiver.verified().get(id).path("data");
    assertThat(data.at("/by/0").asText()).isEqualTo("anna");
    assertThat(data.path("comment").asText()).isEqualTo("Photo checked.");
  }
}
