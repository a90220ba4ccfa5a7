package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static io.countersign.governance.Desk.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.demo.CallbackReceiver;
import io.countersign.governance.Desk.Answer;
import io.countersign.localstack.Part;
import io.countersign.localstack.RunningStack;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Parts die; every action still ends once and right. */
@ExtendWith(RunningStack.Provider.class)
class CrashIT {

  private final RunningStack stack;
  private final Desk desk;
  private final CallbackReceiver receiver;

  CrashIT(RunningStack stack) {
    this.stack = stack;
    this.desk = new Desk(stack);
    this.receiver = CallbackReceiver.start(stack.addresses().get("COUNTERSIGN_CALLBACK_SECRET"));
  }

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  @Test
  void countsAVoteThatWasCastWhileTheApplicationWasDead() {
    String id = desk.inReview(refund(240).callingBack(receiver.url()));
    desk.awaitEntry(id, "seat-opened");

    restartApplication(() -> desk.vote("anna", id, "approve", "Checked."));

    endsOnceApproved(id);
  }

  @Test
  void deliversTheCallbackAfterACrashBetweenVerdictAndCallback() {
    receiver.answerWith(() -> 503);
    String id = desk.inReview(refund(240).callingBack(receiver.url()));
    desk.vote("anna", id, "approve", "Checked.");
    desk.awaitEntry(id, "callback-failed");

    restartApplication(() -> receiver.answerWith(() -> 204));
    stack.moveClock(Duration.ofSeconds(11));

    endsOnceApproved(id);
  }

  /**
   * The message has left, nobody knows whether it came: it comes again, and is dropped by its id.
   */
  @Test
  void repeatsTheSameMessageAfterACrashBetweenSigningAndTheAnswer() {
    var crashed = new CountDownLatch(1);
    receiver.answerWith(
        () -> {
          if (receiver.received() == 1) {
            await(crashed);
            return 500;
          }
          return 204;
        });
    String id = desk.decided(refund(20).callingBack(receiver.url())).text("/id");
    Desk.await(() -> receiver.received() == 1);

    restartApplication(crashed::countDown);
    stack.moveClock(Duration.ofSeconds(31));

    Desk.await(() -> receiver.verified().containsKey(id));
    desk.awaitEntry(id, "callback-delivered");
    assertThat(Set.copyOf(receiver.ids())).containsExactly("msg_" + id + "_action_decided");
    assertThat(receiver.ids()).hasSizeGreaterThan(1);
    assertThat(receiver.verified()).hasSize(1);
    assertThat(desk.entries(id, "callback-delivered")).isOne();
  }

  @Test
  void losesNothingWhileElasticsearchIsAway() {
    List<String> reviews =
        IntStream.range(0, 3)
            .mapToObj(i -> desk.inReview(refund(240 + i).callingBack(receiver.url())))
            .toList();
    var anna = desk.login("anna");
    reviews.forEach(id -> Desk.await(() -> anna.taskOf(id).isPresent()));

    Part elasticsearch = stack.part("elasticsearch");
    elasticsearch.stop();
    reviews.forEach(id -> anna.decide(anna.taskOf(id).orElseThrow(), "approve", "Checked."));
    Answer refused = desk.propose(unique(), refund(20).json());
    Awaitility.await()
        .during(Duration.ofSeconds(60))
        .atMost(Duration.ofSeconds(90))
        .until(() -> receiver.verified().isEmpty());
    elasticsearch.start();
    elasticsearch.awaitReady();

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.raw().headers().firstValue("Retry-After")).isPresent();
    reviews.forEach(this::endsOnceApproved);
  }

  @Test
  void saysThatTheKilledEngineIsAwayPermitsNothingAndRepeatsTheSameEntries() {
    String earlier = desk.decided(refund(20)).text("/id");
    desk.awaitEntry(earlier, "action-closed");
    String before = desk.timeline(earlier).body().path("entries").toString();
    Part broker = stack.part("zeebe");
    String order = unique();
    broker.kill();
    Answer refused;
    try {
      refused = desk.propose(unique(), refund(20).onOrder(order).json(), "Prefer", "wait=5");
    } finally {
      broker.start();
      broker.awaitReady();
    }

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.text("/code")).isEqualTo("ENGINE_UNAVAILABLE");
    assertThat(refused.raw().headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body().has("verdict")).isFalse();
    String next =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptions()
            .until(() -> desk.decided(refund(20)).text("/id"), it -> !it.isEmpty());
    desk.awaitEntry(next, "action-closed");
    assertThat(desk.timeline(earlier).body().path("entries")).hasToString(before);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void restartApplication(Runnable whileDead) {
    Part application = stack.part("countersign");
    application.kill();
    try {
      whileDead.run();
    } finally {
      application.start();
      application.awaitReady();
    }
  }

  private void endsOnceApproved(String id) {
    Desk.await(() -> receiver.verified().containsKey(id));
    desk.awaitEntry(id, "callback-delivered");
    assertThat(desk.read(id).text("/verdict")).isEqualTo("approved");
    assertThat(receiver.verified().get(id).at("/data/verdict").asText()).isEqualTo("approved");
    for (String once :
        List.of("vote-cast", "votes-counted", "decision-announced", "callback-delivered")) {
      assertThat(desk.entries(id, once)).describedAs(once).isOne();
    }
  }
}
