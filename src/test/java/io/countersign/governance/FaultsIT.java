package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.demo.CallbackReceiver;
import io.countersign.governance.Desk.Answer;
import io.countersign.localstack.Part;
import io.countersign.localstack.RunningStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What hostile, careless and dead parts do to a review, on the real broker. */
@ExtendWith(RunningStack.Provider.class)
class FaultsIT {

  private static final String MONEY = "\"amount\": 900, \"currency\": \"EUR\"";
  private static final String APPROVE = "{\"decision\": \"approve\", \"comment\": \"Yes.\"}";
  private static final Path PEOPLE = RunningStack.MODELS.resolve("organization.yaml");

  private final RunningStack stack;
  private final Desk desk;

  FaultsIT(RunningStack stack) {
    this.stack = stack;
    this.desk = new Desk(stack);
  }

  @Test
  void countsOnePersonInTwoSeatsOnce() {
    String id = desk.inReview("payment.release", MONEY);
    Desk.await(() -> desk.openTasks(id).size() == 3);
    List<String> tasks = desk.openTasks(id);

    desk.forge(tasks.get(0), "frida", APPROVE);
    desk.forge(tasks.get(1), "frida", APPROVE);

    desk.awaitEntry(id, "votes-counted");
    assertThat(desk.timeline(id).body().toString()).contains("frida has voted already");
    assertThat(desk.read(id).body().has("verdict")).isFalse();
    desk.ballot("felix", id, "approve", "Me too.");
    assertThat(desk.awaitDecision(id).body().path("by").toString())
        .isEqualTo("[\"frida\",\"felix\"]");
  }

  @Test
  void doesNotCountTheRequester() {
    String id = desk.inReview("payment.release", MONEY, "frida");
    Desk.await(() -> desk.openTasks(id).size() == 2);
    List<String> tasks = desk.openTasks(id);

    desk.forge(tasks.get(0), "frida", APPROVE);
    desk.forge(tasks.get(1), "felix", APPROVE);

    desk.awaitEntry(id, "votes-counted");
    assertThat(desk.timeline(id).body().toString())
        .contains("frida requested this and may not decide it");
    assertThat(desk.read(id).body().has("verdict")).isFalse();
  }

  @Test
  void doesNotBelieveForgedVariablesOfANonMember() {
    String id = desk.inReview(refund(240));
    Desk.await(() -> !desk.openTasks(id).isEmpty());

    desk.forge(
        desk.openTasks(id).getFirst(),
        "lena",
        """
        {"decision": "approve", "verdict": {"reached": true, "verdict": "approved", "by": ["anna"]},
         "ballot": {"seat": "seat-1", "decision": "approve"}, "control": "autonomous",
         "votes": [], "noted": [{"name": "anna", "value": "approve"}],
         "seating": {"satisfiable": true, "seats": [{"candidateUsers": ["lena"]}]}}
        """);

    Desk.await(() -> desk.entries(id, "seat-opened") == 2);
    assertThat(desk.timeline(id).body().toString())
        .contains("lena is none of those who may decide this");
    desk.ballot("anna", id, "approve", "Really.");
    assertThat(desk.awaitDecision(id).body().path("by").toString()).isEqualTo("[\"anna\"]");
  }

  @Test
  void refusesAVoteAfterTheDeadline() {
    String id = desk.inReview(refund(240));
    Desk.await(() -> !desk.reviewsOf("anna", id).isEmpty());
    String seat = desk.reviewsOf("anna", id).getFirst();

    stack.moveClock(Duration.ofHours(5));
    assertThat(desk.awaitDecision(id).text("/verdict")).isEqualTo("timed_out");

    Desk.await(
        () ->
            desk.ballotIn("anna", seat, "approve", "Late.").text("/code").equals("REVIEW_CLOSED"));
    assertThat(desk.read(id).text("/verdict")).isEqualTo("timed_out");
  }

  @Test
  void anEscalationWhileAVoteIsBeingCompletedLosesNeither() throws InterruptedException {
    String id = desk.inReview(refund(1500));
    Desk.await(() -> !desk.reviewsOf("frida", id).isEmpty());
    String seat = desk.reviewsOf("frida", id).getFirst();
    stack.moveClock(Duration.ofHours(5));
    desk.awaitEntry(id, "reviewers-reminded");

    Thread escalation = Thread.startVirtualThread(() -> stack.moveClock(Duration.ofHours(1)));
    Answer vote = desk.ballotIn("frida", seat, "approve", "In time.");
    escalation.join();

    assertThat(vote.status()).isEqualTo(200);
    assertThat(desk.awaitDecision(id).body().path("by").toString()).isEqualTo("[\"frida\"]");
    desk.awaitEntry(id, "decision-announced");
    assertThat(desk.entries(id, "vote-cast")).isOne();
    assertThat(desk.entries(id, "decision-announced")).isOne();
  }

  @Test
  void doesNotCountWhoLeftTheRoleAfterTakingTheSeat() throws IOException {
    String people = Files.readString(PEOPLE);
    String id = desk.inReview("campaign.send", "");
    Desk.await(() -> desk.reviewsOf("max", id).size() == 3);
    List<String> tasks = desk.openTasks(id);
    try {
      Files.writeString(
          PEOPLE,
          people.replaceFirst(
              "name: Max \\(marketing\\)\\s+roles: \\[marketing\\]",
              "name: Max (marketing)\n    roles: [support]"));
      Desk.await(
          () ->
              !desk.send("POST", "/v1/actions:preview", desk.agentKey(), campaign())
                  .body()
                  .at("/route/steps/0/0/canApprove")
                  .toString()
                  .contains("max"));

      desk.forge(tasks.get(0), "max", APPROVE);
      desk.forge(tasks.get(1), "mia", APPROVE);

      desk.awaitEntry(id, "votes-counted");
      assertThat(desk.timeline(id).body().toString())
          .contains("max is none of those who may decide this");
      assertThat(desk.read(id).body().has("verdict")).isFalse();
    } finally {
      Files.writeString(PEOPLE, people);
    }
  }

  @Test
  void endsTheSameWhereverTheApplicationIsKilled() {
    try (var receiver =
        CallbackReceiver.start(stack.addresses().get("COUNTERSIGN_CALLBACK_SECRET"))) {
      String id =
          desk.propose(Desk.unique(), refund(1500).callingBack(receiver.url()).json()).text("/id");
      restartApplication();
      Desk.await(() -> !desk.openTasks(id).isEmpty());
      desk.forge(
          desk.openTasks(id).getFirst(),
          "frida",
          "{\"decision\": \"clarify\", \"comment\": \"Which order?\"}");
      restartApplication();
      Desk.await(() -> desk.read(id).body().has("question"));
      restartApplication();
      desk.send(
          "POST",
          "/v1/actions/" + id + "/clarification",
          desk.agentKey(),
          "{\"answer\": \"The last one.\"}");
      restartApplication();
      Desk.await(() -> !desk.openTasks(id).isEmpty());
      desk.forge(desk.openTasks(id).getFirst(), "frida", APPROVE);
      restartApplication();

      Desk.await(() -> deliveries(id) > 0);
      assertThat(receiver.hasVerified(id)).isTrue();
      assertThat(desk.read(id).text("/verdict")).isEqualTo("approved");
      for (String once :
          List.of(
              "policy-checked",
              "clarification-requested",
              "clarification-answered",
              "decision-announced")) {
        assertThat(desk.entries(id, once)).describedAs(once).isOne();
      }
      assertThat(deliveries(id)).isOne();
    }
  }

  /** How often the decision was delivered, apart from questions. */
  private long deliveries(String id) {
    return desk.entriesOf(id).stream()
        .filter(it -> it.path("kind").asText().equals("callback-delivered"))
        .filter(it -> it.path("elementId").asText().equals("Task_DeliverCallback"))
        .count();
  }

  private void restartApplication() {
    Part application = stack.part("countersign");
    application.kill();
    application.start();
    application.awaitReady();
  }

  private static String campaign() {
    return refund(1).json().replace("refund.issue", "campaign.send");
  }
}
