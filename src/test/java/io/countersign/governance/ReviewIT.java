package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.governance.Desk.Answer;
import io.countersign.localstack.RunningStack;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.Provider.class)
class ReviewIT {

  private final RunningStack stack;
  private final Desk desk;

  ReviewIT(RunningStack stack) {
    this.stack = stack;
    this.desk = new Desk(stack);
  }

  @Test
  void approvesWhatAnEligiblePersonApproves() {
    String id = desk.inReview(refund(240));

    desk.vote("anna", id, "approve", "Photo checked.");

    Answer decided = desk.awaitDecision(id);
    assertThat(decided.text("/verdict")).isEqualTo("approved");
    assertThat(decided.text("/by/0")).isEqualTo("anna");
    assertThat(decided.text("/comment")).isEqualTo("Photo checked.");
  }

  @Test
  void rejectsWhatAnEligiblePersonRejects() {
    String id = desk.inReview(refund(240));

    desk.vote("anna", id, "reject", "Not covered.");

    assertThat(desk.awaitDecision(id).text("/verdict")).isEqualTo("rejected");
  }

  @Test
  void opensTheSeatAgainWhenTheAgentsOwnerVotes() {
    String id = desk.inReview(refund(240));

    desk.vote("ben", id, "approve", "It is my agent.");
    Desk.await(() -> desk.entries(id, "seat-opened") == 2);
    assertThat(desk.timeline(id).body().toString()).contains("ben answers for the agent");
    desk.vote("anna", id, "approve", "Checked.");

    assertThat(desk.awaitDecision(id).text("/by/0")).isEqualTo("anna");
  }

  @Test
  void doesNotCountTheRequestersOwnVote() {
    String id = desk.inReview(refund(1800).requestedBy("frida"));

    desk.vote("frida", id, "approve", "I need it.");

    Desk.await(() -> desk.entries(id, "seat-opened") == 2);
    assertThat(desk.read(id).body().has("verdict")).isFalse();
  }

  @Test
  void refusesWhatNobodyMayDecide() {
    Answer decided = desk.decided(refund(240).in("USD").requestedBy("anna"));

    assertThat(decided.text("/verdict")).isEqualTo("rejected");
    assertThat(decided.text("/reason")).contains("0 of 1 people");
    desk.awaitEntry(decided.text("/id"), "action-closed");
    assertThat(desk.entries(decided.text("/id"), "seat-opened")).isZero();
  }

  @Test
  void asksTheFallbackOwnerWhenNobodyElseMayDecide() {
    String id = desk.inReview(refund(240).requestedBy("anna"));

    desk.ballot("greta", id, "approve", "In her place.");

    assertThat(desk.awaitDecision(id).text("/by/0")).isEqualTo("greta");
  }

  @Test
  void doesNotCountAVoteOfAPersonWithoutTheRole() {
    String id = desk.inReview(refund(240));

    desk.vote("lena", id, "approve", "Looks legal.");

    Desk.await(() -> desk.entries(id, "seat-opened") == 2);
    assertThat(desk.timeline(id).body().toString())
        .contains("lena is none of those who may decide this");
    assertThat(desk.read(id).body().has("verdict")).isFalse();
  }

  @Test
  void opensTheSeatAgainWhenARejectionSaysNothing() {
    String id = desk.inReview(refund(240));

    desk.vote("anna", id, "reject", "");

    Desk.await(() -> desk.entries(id, "seat-opened") == 2);
  }

  @Test
  void doesNotCountATaskThatSomeoneCompletedPastTasklist() {
    String id = desk.inReview(refund(240));
    String task = taskOf(id);

    desk.engine(
        "POST",
        "/v2/user-tasks/" + task + "/completion",
        """
        {"variables": {"decision": "approve", "comment": "x",
          "verdict": {"reached": true, "verdict": "approved", "by": ["anna"]},
          "control": "autonomous", "ballot": {"seat": "seat-1", "decision": "approve"}}}
        """);

    Desk.await(() -> desk.entries(id, "seat-opened") == 2);
    assertThat(desk.timeline(id).body().toString()).contains("Nobody had taken the seat");
    assertThat(desk.read(id).body().has("verdict")).isFalse();
  }

  @Test
  void doesNotCountATaskCompletedInTheNameOfAStranger() {
    String id = desk.inReview(refund(240));
    String task = taskOf(id);

    desk.engine("POST", "/v2/user-tasks/" + task + "/assignment", "{\"assignee\": \"mallory\"}");
    desk.engine(
        "POST",
        "/v2/user-tasks/" + task + "/completion",
        "{\"variables\": {\"decision\": \"approve\"}}");

    Desk.await(() -> desk.entries(id, "seat-opened") == 2);
    assertThat(desk.timeline(id).body().toString()).contains("mallory is not in the organization");
  }

  @Test
  void rejectsByTimeWhenNobodyVotes() {
    String id = desk.inReview(refund(240));
    desk.awaitEntry(id, "seat-opened");

    stack.moveClock(Duration.ofHours(5));

    assertThat(desk.awaitDecision(id).text("/verdict")).isEqualTo("timed_out");
    assertThat(desk.entries(id, "deadline-passed")).isOne();
  }

  @Test
  void refusesAVoteAfterTheDecision() {
    String id = desk.inReview(refund(240));
    String task = taskOf(id);
    desk.vote("anna", id, "approve", "Checked.");
    desk.awaitDecision(id);

    Answer late =
        desk.engine(
            "POST",
            "/v2/user-tasks/" + task + "/completion",
            "{\"variables\": {\"decision\": \"reject\"}}");

    assertThat(late.status()).isEqualTo(404);
    assertThat(desk.read(id).text("/verdict")).isEqualTo("approved");
  }

  private String taskOf(String id) {
    var anna = desk.login("anna");
    Desk.await(() -> anna.taskOf(id).isPresent());
    return anna.taskOf(id).orElseThrow();
  }
}
