package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static io.countersign.governance.Desk.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.governance.Desk.Answer;
import io.countersign.localstack.RunningStack;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The worked examples of the route table, with their demo people, on the real stack. */
@ExtendWith(RunningStack.Provider.class)
class StagesIT {

  private final RunningStack stack;
  private final Desk desk;

  StagesIT(RunningStack stack) {
    this.stack = stack;
    this.desk = new Desk(stack);
  }

  @Test
  void twoOfThreeReleaseAPayment() {
    String id = desk.inReview("payment.release", MONEY);

    Desk.await(() -> !desk.reviewsOf("frida", id).isEmpty());
    Answer silent = desk.ballotIn("frida", desk.reviewsOf("frida", id).getFirst(), "approve", "");
    desk.ballot("frida", id, "approve", "Checked.");
    assertThat(desk.read(id).body().has("verdict")).isFalse();
    desk.ballot("felix", id, "approve", "Checked too.");

    Answer decided = desk.awaitDecision(id);
    assertThat(silent.text("/field")).isEqualTo("comment");
    assertThat(decided.text("/verdict")).isEqualTo("approved");
    assertThat(decided.body().path("by")).hasSize(2);
  }

  @Test
  void oneRejectionDoesNotDenyACampaign() {
    String id = desk.inReview("campaign.send", "");

    desk.ballot("mia", id, "reject", "Too loud.");
    desk.ballot("max", id, "approve", "");
    desk.ballot("mona", id, "approve", "");

    assertThat(desk.awaitDecision(id).text("/verdict")).isEqualTo("approved");
  }

  @Test
  void fourEyesPlaceAPurchaseOrder() {
    String id = desk.inReview("purchase-order.place", MONEY);

    desk.ballot("petra", id, "approve", "");
    Desk.await(() -> desk.reviewsOf("petra", id).isEmpty());
    Answer twice = desk.ballotIn("petra", desk.reviewsOf("paul", id).getFirst(), "approve", "");
    desk.ballot("paul", id, "approve", "");

    assertThat(twice.text("/code")).isEqualTo("ALREADY_VOTED");
    assertThat(desk.awaitDecision(id).text("/verdict")).isEqualTo("approved");
  }

  @Test
  void aLargeRefundNeedsFinanceAndThenAManager() {
    String id = desk.inReview(refund(4000));

    desk.ballot("frida", id, "approve", "Covered.");
    Answer decided = desk.awaitAfter(id, "greta", "approve", "Fine.");

    assertThat(decided.text("/verdict")).isEqualTo("approved");
    assertThat(decided.body().path("by").toString()).contains("frida", "greta");
  }

  @Test
  void financeAndLegalDecideAContractSideBySide() {
    String id = desk.inReview("contract.sign", "");

    desk.ballot("frida", id, "approve", "Budgeted.");
    checkDocuments(id);
    desk.ballot("lena", id, "approve", "Signed off.");

    assertThat(desk.awaitDecision(id).text("/verdict")).isEqualTo("approved");
  }

  @Test
  void aRejectionOfOneSideEndsAContract() {
    String id = desk.inReview("contract.sign", "");

    desk.ballot("frida", id, "reject", "Not budgeted.");

    assertThat(desk.awaitDecision(id).text("/verdict")).isEqualTo("rejected");
    desk.awaitEntry(id, "seat-closed");
  }

  @Test
  void securityLooksAgainAtAnEmergency() {
    String id = desk.inReview("production.write", "");
    Desk.await(
        () -> !desk.reviewsOf("olga", id).isEmpty() || !desk.reviewsOf("oscar", id).isEmpty());
    String onCall = desk.reviewsOf("olga", id).isEmpty() ? "oscar" : "olga";

    desk.ballot(onCall, id, "approve", "");
    assertThat(desk.awaitDecision(id).text("/verdict")).isEqualTo("approved");
    desk.ballot("simon", id, "reject", "Should have waited.");

    Desk.await(() -> desk.entries(id, "votes-counted") == 2);
    assertThat(desk.read(id).text("/verdict")).isEqualTo("approved");
    assertThat(desk.timeline(id).body().toString()).contains("rejected by simon");
  }

  @Test
  void aQuestionGoesToTheAgentAndTheVoteBeginsAfresh() {
    String id = desk.inReview("payment.release", MONEY);

    desk.ballot("frida", id, "approve", "Checked.");
    desk.ballot("felix", id, "clarify", "Which invoice?");
    Desk.await(() -> desk.read(id).body().has("question"));
    assertThat(desk.read(id).text("/question/text")).isEqualTo("Which invoice?");
    Answer answered = answer(id, "Invoice 7.");
    Answer again = answer(id, "Invoice 8.");
    desk.ballot("felix", id, "approve", "Fine then.");
    assertThat(desk.read(id).body().has("verdict")).isFalse();
    desk.ballot("frida", id, "approve", "Again.");

    assertThat(answered.status()).isEqualTo(200);
    assertThat(again.text("/code")).isEqualTo("QUESTION_NOT_OPEN");
    assertThat(desk.awaitDecision(id).text("/verdict")).isEqualTo("approved");
    assertThat(desk.entries(id, "clarification-answered")).isOne();
  }

  @Test
  void theAgentWithdrawsWhatIsInReview() {
    String id = desk.inReview(refund(240));
    desk.awaitEntry(id, "seat-opened");

    Answer withdrawn = withdraw(id);
    Answer again = withdraw(id);

    assertThat(withdrawn.text("/verdict")).isEqualTo("withdrawn");
    assertThat(again.text("/verdict")).isEqualTo("withdrawn");
    Desk.await(() -> desk.reviewsOf("anna", id).isEmpty());
  }

  @Test
  void whatIsRejectedCannotBeWithdrawn() {
    String id = desk.decided(refund(9500)).text("/id");

    assertThat(withdraw(id).text("/code")).isEqualTo("ACTION_DECIDED");
  }

  @Test
  void theHeadOfTheDepartmentIsAskedWhenNobodyDecides() {
    String id = desk.inReview(refund(1500));
    desk.awaitEntry(id, "seat-opened");
    assertThat(desk.reviewsOf("greta", id)).isEmpty();

    stack.moveClock(Duration.ofHours(4).plusMinutes(1));
    desk.awaitEntry(id, "reviewers-reminded");
    stack.moveClock(Duration.ofHours(2));
    desk.awaitEntry(id, "review-escalated");
    desk.ballot("greta", id, "approve", "I decide it.");

    assertThat(desk.awaitDecision(id).text("/by/0")).isEqualTo("greta");
    assertThat(desk.entries(id, "seat-widened")).isPositive();
  }

  @Test
  void fiftyVotesAtOnceGiveOneVerdict() throws Exception {
    String id = desk.inReview("payment.release", MONEY);
    Desk.await(() -> desk.reviewsOf("frida", id).size() == 3);
    List<String> seats = desk.reviewsOf("frida", id);
    List<String> people = List.of("frida", "felix", "fatima", "anna", "lena");
    var codes = new ConcurrentLinkedQueue<Integer>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 50)
          .forEach(
              n ->
                  threads.submit(
                      () ->
                          codes.add(
                              desk.ballotIn(people.get(n % 5), seats.get(n % 3), "approve", "Yes.")
                                  .status())));
    }

    // A vote that raced past the check is not counted and opens the seat again.
    Desk.await(
        () -> {
          for (String person : List.of("frida", "felix", "fatima")) {
            desk.reviewsOf(person, id).stream()
                .findFirst()
                .ifPresent(seat -> desk.ballotIn(person, seat, "approve", "Yes."));
          }
          return desk.read(id).body().has("verdict");
        });
    Answer decided = desk.read(id);
    assertThat(codes).hasSize(50).allMatch(Set.of(200, 403, 409)::contains);
    assertThat(decided.text("/verdict")).isEqualTo("approved");
    assertThat(decided.body().path("by").findValuesAsText("")).doesNotHaveDuplicates();
    desk.awaitEntry(id, "decision-announced");
    assertThat(desk.entries(id, "decision-announced")).isOne();
  }

  @Test
  void refusesVotesThatCannotCount() {
    String id = desk.inReview(refund(240));
    Desk.await(() -> !desk.reviewsOf("anna", id).isEmpty());
    String seat = desk.reviewsOf("anna", id).getFirst();

    assertThat(desk.ballotIn("lena", seat, "approve", "").text("/code")).isEqualTo("NOT_ELIGIBLE");
    assertThat(desk.ballotIn("ben", seat, "approve", "").text("/code")).isEqualTo("NOT_ELIGIBLE");
    assertThat(desk.ballotIn("anna", seat, "maybe", "").text("/field")).isEqualTo("vote");
    assertThat(desk.ballotIn("anna", seat, "reject", " ").text("/field")).isEqualTo("comment");
    assertThat(desk.postAs("anna", "/v1/reviews/" + seat + "/vote", "{\"vote\": ").text("/code"))
        .isEqualTo("MALFORMED_REQUEST");
    assertThat(
            desk.postAs("anna", "/v1/reviews/" + seat + "/vote", "{\"vote\": [1]}").text("/field"))
        .isEqualTo("vote");
    assertThat(desk.ballotIn("anna", "nothing", "approve", "").text("/code"))
        .isEqualTo("REVIEW_NOT_FOUND");
    assertThat(
            desk.send(
                    "POST",
                    "/v1/reviews/" + seat + "/vote",
                    desk.agentKey(),
                    "{\"vote\": \"approve\"}",
                    "X-Test",
                    unique())
                .status())
        .isEqualTo(403);
    desk.ballot("anna", id, "approve", "");
    desk.awaitDecision(id);
    assertThat(desk.ballotIn("anna", seat, "approve", "").text("/code")).isEqualTo("REVIEW_CLOSED");
  }

  private static final String MONEY = "\"amount\": 900, \"currency\": \"EUR\"";

  private Answer answer(String id, String text) {
    return desk.send(
        "POST",
        "/v1/actions/" + id + "/clarification",
        desk.agentKey(),
        "{\"answer\": \"" + text + "\"}");
  }

  private Answer withdraw(String id) {
    return desk.send(
        "POST", "/v1/actions/" + id + "/withdraw", desk.agentKey(), "{\"reason\": \"A mistake.\"}");
  }

  private void checkDocuments(String id) {
    String task = desk.openTask(id, "Task_CheckDocuments");
    desk.engine("POST", "/v2/user-tasks/" + task + "/assignment", "{\"assignee\": \"lena\"}");
    desk.engine(
        "POST",
        "/v2/user-tasks/" + task + "/completion",
        "{\"variables\": {\"latestVersion\": true, \"counterpartyChecked\": true, \"authorityChecked\": true}}");
  }
}
