package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.governance.Desk.Answer;
import io.countersign.localstack.RunningStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an agent is told before it proposes, on the real tables. */
@ExtendWith(RunningStack.Provider.class)
class PreviewIT {

  private final Desk desk;

  PreviewIT(RunningStack stack) {
    this.desk = new Desk(stack);
  }

  @Test
  void saysWhatWouldRunOnItsOwn() {
    Answer preview = preview(refund(20).json());

    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.text("/control")).isEqualTo("autonomous");
    assertThat(preview.text("/controlRule")).isEqualTo("Rule_RefundSmall");
    assertThat(preview.body().has("route")).isFalse();
    assertThat(preview.body().has("relaxation")).isFalse();
  }

  @Test
  void saysWhoCouldApproveAndUntilWhen() {
    JsonNode stage = preview(refund(1500).json()).body().at("/route/steps/0/0");

    assertThat(stage.path("stage").asText()).isEqualTo("Refund by finance");
    assertThat(stage.path("canApprove").toString()).isEqualTo("[\"frida\",\"felix\",\"fatima\"]");
    assertThat(stage.path("satisfiable").asBoolean()).isTrue();
    assertThat(stage.path("decideBy").asText()).isNotEmpty();
  }

  @Test
  void saysThatNobodyCouldDecide() {
    Answer preview = preview(refund(240).in("USD").requestedBy("anna").json());

    assertThat(preview.body().at("/route/steps/0/0/satisfiable").asBoolean()).isFalse();
    assertThat(preview.body().path("explanation").toString()).contains("0 of 1 people");
  }

  @Test
  void findsTheSmallestChangeThatLetsItRunOnItsOwn() {
    Answer preview = preview(refund(240).json());

    assertThat(preview.text("/relaxation/changes/0/input")).isEqualTo("amount");
    assertThat(preview.body().at("/relaxation/changes/0/to").asDouble()).isEqualTo(50);
    Answer then = preview(refund(50).json());
    assertThat(then.text("/control")).isEqualTo("autonomous");
  }

  @Test
  void knowsNoChangeForWhatIsNeverAutonomous() {
    Answer preview = preview(refund(240).json().replace("refund.issue", "contract.sign"));

    assertThat(preview.text("/control")).isEqualTo("review");
    assertThat(preview.body().has("relaxation")).isFalse();
    assertThat(preview.body().path("explanation").toString())
        .contains("No change of its inputs would let it run on its own.");
  }

  @Test
  void startsNothingAndLeavesNoTraceForLaterChecks() {
    String body = refund(20).json();
    preview(body);
    preview(body);

    Answer proposed = desk.propose(Desk.unique(), body, "Prefer", "wait=30");

    assertThat(proposed.text("/verdict")).isEqualTo("approved");
    assertThat(proposed.body().path("findings")).isEmpty();
    assertThat(desk.search("q=preview").body().path("items")).isEmpty();
  }

  @Test
  void seesWhatTheRulesWouldFind() {
    String body = refund(20).json();
    desk.propose(Desk.unique(), body, "Prefer", "wait=30");

    Answer preview = preview(body);

    assertThat(preview.body().path("findings")).isNotEmpty();
    assertThat(preview.text("/control")).isNotEqualTo("autonomous");
  }

  @Test
  void refusesBadInputByItsField() {
    Answer wrong = preview(refund(20).json().replace("\"arguments\"", "\"argument\""));

    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text("/code")).isEqualTo("UNKNOWN_FIELD");
    assertThat(wrong.text("/field")).isEqualTo("argument");
  }

  @Test
  void isForCallersThatMayPropose() {
    assertThat(desk.send("POST", "/v1/actions:preview", null, refund(20).json()).status())
        .isEqualTo(401);
    assertThat(desk.postAs("anna", "/v1/actions:preview", refund(20).json()).status())
        .isEqualTo(403);
  }

  @Test
  void explainsTheActionInTheSameWords() {
    String body = refund(240).json();
    String relaxation = preview(body).body().path("explanation").path(2).asText();
    String id = desk.propose(Desk.unique(), body).text("/id");
    Desk.await(() -> desk.read(id).body().at("/explanation/relaxation").isTextual());

    Answer action = desk.read(id);

    assertThat(action.text("/explanation/relaxation")).isEqualTo(relaxation);
    assertThat(action.text("/explanation/route")).isEqualTo("Refund by support");
    Desk.await(
        () ->
            desk.read(id).body().at("/explanation/stages/0/asked").toString().equals("[\"anna\"]"));
  }

  private Answer preview(String body) {
    return desk.send("POST", "/v1/actions:preview", desk.agentKey(), body);
  }
}
