package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.governance.Desk.Answer;
import io.countersign.localstack.RunningStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Approving with changes: what was approved is what is redeemed, under its own digest. */
@ExtendWith(RunningStack.Provider.class)
class ChangesIT {

  private final Desk desk;

  ChangesIT(RunningStack stack) {
    this.desk = new Desk(stack);
  }

  @Test
  void whatIsApprovedWithChangesIsRedeemedUnderItsNewDigestOnly() {
    String id = desk.inReview(refund(240));
    String proposed = desk.read(id).text("/digest");

    change("anna", id, "{\"amount\": 200}");

    Answer decided = desk.awaitDecision(id);
    assertThat(decided.text("/verdict")).isEqualTo("approved");
    assertThat(decided.text("/by/0")).isEqualTo("anna");
    assertThat(decided.text("/digest")).isNotEqualTo(proposed);
    desk.awaitEntry(id, "decision-announced");
    assertThat(desk.read(id).text("/change/from")).isEqualTo(proposed);
    assertThat(desk.read(id).body().at("/change/arguments/amount").asInt()).isEqualTo(200);
    assertThat(desk.redeem(id, proposed).text("/code")).isEqualTo("DIGEST_MISMATCH");
    assertThat(desk.redeem(decided).status()).isEqualTo(200);
    assertThat(desk.entries(id, "action-changed")).isOne();
    assertThat(desk.entries(id, "policy-checked")).isEqualTo(2);
    assertThat(desk.entries(id, "seat-opened")).isOne();
  }

  @Test
  void policyRunsAgainOnTheChangeAndItsStricterWordWins() {
    String id = desk.inReview(refund(240));

    change("anna", id, "{\"amount\": 9500}");

    Answer decided = desk.awaitDecision(id);
    assertThat(decided.text("/verdict")).isEqualTo("rejected");
    assertThat(decided.text("/control")).isEqualTo("blocked");
    desk.awaitEntry(id, "decision-announced");
    assertThat(desk.redeem(decided).text("/code")).isEqualTo("NOT_APPROVED");
  }

  @Test
  void aChangeThatNeedsOtherPeopleIsDecidedByThem() {
    String id = desk.inReview(refund(240));

    change("anna", id, "{\"amount\": 1500}");
    desk.awaitEntry(id, "action-changed");
    Desk.await(() -> !desk.reviewsOf("frida", id).isEmpty());
    assertThat(desk.read(id).body().has("verdict")).isFalse();
    desk.ballot("frida", id, "approve", "Covered.");

    assertThat(desk.awaitDecision(id).body().path("by").toString()).isEqualTo("[\"frida\"]");
  }

  @Test
  void anEarlierStagesApprovalDoesNotCountForTheChange() {
    String id = desk.inReview(refund(4000));
    desk.ballot("frida", id, "approve", "Covered.");
    Desk.await(() -> !desk.reviewsOf("greta", id).isEmpty());

    change("greta", id, "{\"amount\": 3000}");
    Desk.await(() -> !desk.reviewsOf("frida", id).isEmpty());
    assertThat(desk.read(id).body().has("verdict")).isFalse();
    desk.ballot("frida", id, "approve", "That too.");

    Answer decided = desk.awaitDecision(id);
    assertThat(decided.text("/verdict")).isEqualTo("approved");
    assertThat(decided.body().path("by").toString()).isEqualTo("[\"frida\",\"greta\"]");
    assertThat(desk.redeem(decided).status()).isEqualTo(200);
  }

  @Test
  void whatIsNoChangeOfAnArgumentDoesNotCount() {
    String id = desk.inReview(refund(240));
    Desk.await(() -> !desk.openTasks(id).isEmpty());

    desk.forge(
        desk.openTasks(id).getFirst(),
        "anna",
        """
        {"decision": "change", "requiredComment": "To me.", "changes": "{\\"recipient\\": \\"me\\"}"}
        """);

    Desk.await(() -> desk.entries(id, "seat-opened") == 2);
    assertThat(desk.timeline(id).body().toString()).contains("There is no argument recipient");
    assertThat(desk.entries(id, "action-changed")).isZero();
  }

  @Test
  void aChangeByWhoMayNotDecideDoesNotCount() {
    String id = desk.inReview(refund(240));
    Desk.await(() -> !desk.openTasks(id).isEmpty());

    desk.forge(
        desk.openTasks(id).getFirst(),
        "lena",
        """
        {"decision": "change", "requiredComment": "More.", "changes": "{\\"amount\\": 900}"}
        """);

    Desk.await(() -> desk.entries(id, "seat-opened") == 2);
    assertThat(desk.entries(id, "action-changed")).isZero();
    assertThat(desk.read(id).body().has("verdict")).isFalse();
  }

  @Test
  void argumentsThatWereTamperedWithInTheEngineAreApprovedByNobody() {
    String id = desk.inReview(refund(240));
    Desk.await(() -> !desk.openTasks(id).isEmpty());
    desk.awaitEntry(id, "seat-opened");
    var action = (ObjectNode) desk.entriesOf(id).getFirst().at("/detail/action").deepCopy();
    ((ObjectNode) action.path("arguments")).put("amount", 999);
    String stage =
        desk.timeline(id)
            .body()
            .at("/action/seats")
            .elements()
            .next()
            .path("processInstanceKey")
            .asText();

    Answer changed =
        desk.engine(
            "PUT",
            "/v2/element-instances/" + stage + "/variables",
            "{\"variables\": {\"action\": " + action + "}}");
    assertThat(changed.status()).isEqualTo(204);
    desk.ballot("anna", id, "approve", "Looks right.");

    Answer decided = desk.awaitDecision(id);
    assertThat(decided.text("/verdict")).isEqualTo("rejected");
    assertThat(decided.text("/reason")).contains("is not what was proposed");
  }

  private void change(String person, String id, String changes) {
    Desk.await(
        () ->
            desk.reviewsOf(person, id).stream()
                .anyMatch(
                    review ->
                        desk.postAs(
                                    person,
                                    "/v1/reviews/" + review + "/vote",
                                    "{\"vote\": \"approve\", \"comment\": \"Not all of it.\","
                                        + " \"changes\": "
                                        + changes
                                        + "}")
                                .status()
                            == 200));
  }
}
