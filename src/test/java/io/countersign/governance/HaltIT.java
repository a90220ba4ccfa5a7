package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.demo.CallbackReceiver;
import io.countersign.governance.Desk.Answer;
import io.countersign.localstack.RunningStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The stop switch: out of the agents' reach, at once, for whatever is not executed yet. */
@ExtendWith(RunningStack.Provider.class)
class HaltIT {

  private static final String AGENT = "{\"agent\": \"support-agent\"}";
  private static final String REFUNDS = "{\"actionType\": \"refund.issue\"}";
  private static final String ALL = "{\"all\": true}";

  private final RunningStack stack;
  private final Desk desk;
  private final List<String> inForce = new ArrayList<>();

  HaltIT(RunningStack stack) {
    this.stack = stack;
    this.desk = new Desk(stack);
  }

  @AfterEach
  void liftAll() {
    List.copyOf(inForce).forEach(this::lift);
  }

  @Test
  void whatIsProposedWhileHaltedIsNotApproved() {
    halt(AGENT);

    Answer decided = desk.decided(refund(20));

    assertThat(decided.text("/verdict")).isEqualTo("halted");
    assertThat(decided.text("/reason")).contains("Runaway refunds.");
    assertThat(desk.redeem(decided).text("/code")).isEqualTo("NOT_APPROVED");
    desk.awaitEntry(decided.text("/id"), "decision-announced");
    assertThat(desk.timeline(decided.text("/id")).body().toString()).contains("HALT");
  }

  @Test
  void aHaltEndsTheReviewsThatRunAndTellsTheAgent() {
    try (var receiver =
        CallbackReceiver.start(stack.addresses().get("COUNTERSIGN_CALLBACK_SECRET"))) {
      String id = desk.inReview(refund(240).callingBack(receiver.url()));
      Desk.await(() -> !desk.openTasks(id).isEmpty());

      halt(REFUNDS);

      assertThat(desk.awaitDecision(id).text("/verdict")).isEqualTo("halted");
      Desk.await(() -> receiver.hasVerified(id));
      assertThat(receiver.verified().get(id).path("data").path("verdict").asText())
          .isEqualTo("halted");
      Desk.await(() -> desk.openTasks(id).isEmpty());
      desk.awaitEntry(id, "action-halted");
    }
  }

  @Test
  void anApprovalGivenBeforeTheHaltIsNotRedeemedNorAfterItIsLifted() {
    Answer decided = desk.decided(refund(20));
    assertThat(decided.text("/verdict")).isEqualTo("approved");

    String halt = halt(ALL);

    Answer seen =
        desk.send("GET", "/v1/actions/" + decided.text("/id") + "/release", desk.agentKey(), null);
    assertThat(seen.text("/state")).isEqualTo("halted");
    assertThat(seen.body().has("release")).isFalse();
    assertThat(desk.redeem(decided).text("/code")).isEqualTo("ACTION_HALTED");
    desk.awaitEntry(decided.text("/id"), "release-halted");
    lift(halt);
    assertThat(desk.redeem(decided).text("/code")).isEqualTo("ACTION_HALTED");
    assertThat(desk.decided(refund(20)).text("/verdict")).isEqualTo("approved");
  }

  @Test
  void whatTheHaltDoesNotNameGoesOn() {
    halt("{\"agent\": \"another-agent\"}");
    halt("{\"actionType\": \"campaign.send\"}");

    Answer decided = desk.decided(refund(20));

    assertThat(decided.text("/verdict")).isEqualTo("approved");
    assertThat(desk.redeem(decided).status()).isEqualTo(200);
  }

  @Test
  void theHistoryTellsWhoHaltedAndWhoLifted() {
    String id = halt(REFUNDS);
    lift(id);

    Desk.await(() -> story(id).body().path("entries").size() == 2);

    assertThat(story(id).text("/entries/0/kind")).isEqualTo("halt-set");
    assertThat(story(id).text("/entries/0/sentence"))
        .isEqualTo("admin halted action type refund.issue: Runaway refunds.");
    assertThat(story(id).text("/entries/1/kind")).isEqualTo("halt-lifted");
    assertThat(story(id).text("/entries/1/actor/id")).isEqualTo("admin");
    assertThat(desk.send("GET", "/v1/halts", desk.adminKey(), null).raw().body())
        .doesNotContain(id);
  }

  @Test
  void whileTheListOfHaltsCannotBeReadNothingIsReleased() throws IOException {
    Answer decided = desk.decided(refund(20));
    Path list = RunningStack.STATE.resolve("halts.json");
    String before = Files.readString(list);
    Files.writeString(list, "[{");
    try {
      Answer refused = desk.redeem(decided);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.text("/code")).isEqualTo("HALTS_UNAVAILABLE");
    } finally {
      Files.writeString(list, before);
    }
    assertThat(desk.redeem(decided).status()).isEqualTo(200);
  }

  @Test
  void agentsCannotTouchTheSwitch() {
    String body = "{\"scope\": " + ALL + ", \"reason\": \"No.\"}";

    assertThat(desk.send("POST", "/v1/halts", desk.agentKey(), body).status()).isEqualTo(403);
    assertThat(desk.send("DELETE", "/v1/halts/halt_1", desk.agentKey(), null).status())
        .isEqualTo(403);
  }

  @Test
  void refusesAHaltOfNothingOrWithoutAReason() {
    Answer nothing =
        desk.send("POST", "/v1/halts", desk.adminKey(), "{\"scope\": {}, \"reason\": \"Why.\"}");
    Answer silent = desk.send("POST", "/v1/halts", desk.adminKey(), "{\"scope\": " + ALL + "}");

    assertThat(nothing.text("/field")).isEqualTo("scope");
    assertThat(silent.text("/field")).isEqualTo("reason");
    assertThat(
            desk.send("DELETE", "/v1/halts/halt_none?reason=Over.", desk.adminKey(), null)
                .text("/code"))
        .isEqualTo("HALT_NOT_FOUND");
  }

  private String halt(String scope) {
    Answer halted =
        desk.send(
            "POST",
            "/v1/halts",
            desk.adminKey(),
            "{\"scope\": " + scope + ", \"reason\": \"Runaway refunds.\"}");
    assertThat(halted.status()).isEqualTo(201);
    inForce.add(halted.text("/id"));
    return halted.text("/id");
  }

  private void lift(String id) {
    Answer lifted =
        desk.send("DELETE", "/v1/halts/" + id + "?reason=Looked%20into.", desk.adminKey(), null);
    assertThat(lifted.status()).isEqualTo(204);
    inForce.remove(id);
  }

  private Answer story(String id) {
    return desk.send("GET", "/v1/halts/" + id, desk.adminKey(), null);
  }
}
