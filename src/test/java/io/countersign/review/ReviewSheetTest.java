package io.countersign.review;

import static io.countersign.review.ReviewScenario.supportStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.action.ProposedAction;
import io.countersign.review.Case.Policy;
import io.countersign.review.Case.Policy.Finding;
import io.countersign.review.ReviewSheet.Line;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReviewSheetTest {

  private final ReviewSheet sheet =
      ReviewSheet.of(
          supportStage().action(),
          new Policy(List.of(new Finding("P-107", "The refund exceeds the order.")), null),
          "Refunds above 50 EUR need support.",
          "It would run on its own if amount were 50 instead of 240.",
          supportStage().escalatingTo("department-head:finance", "PT2H").seat(),
          supportStage().needing(2).approve("anna").tally(),
          List.of("A vote did not count: ben answers for the agent."),
          List.of(new Clarification("q", "anna", "Which photo?", "The second one.")),
          List.of());

  @Test
  void keepsWhatTheAgentClaimsApartFromWhatSystemsObserved() {
    assertThat(sheet.observed()).containsExactly(new Line("orderTotal", "260"));
    assertThat(sheet.claimed()).containsExactly(new Line("rationale", "photo shows damage"));
  }

  @Test
  void saysForWhomAsClaimedAndAsProven() {
    assertThat(sheet.onBehalfOf()).isEqualTo("customer-7 (as the agent says)");
    assertThat(
            ReviewSheet.of(
                    supportStage().provenToActFor("alice", "support-agent", "agent-y").action(),
                    new Policy(List.of(), null),
                    null,
                    "",
                    supportStage().seat(),
                    supportStage().tally(),
                    List.of(),
                    List.of(),
                    List.of())
                .onBehalfOf())
        .isEqualTo(
            "customer-7 (as the agent says); proven by its token: for alice, by support-agent, via"
                + " agent-y");
  }

  @Test
  void saysWhyAPersonIsNeeded() {
    assertThat(sheet.reasons())
        .containsExactly(
            "Refunds above 50 EUR need support.",
            "P-107: The refund exceeds the order.",
            "It would run on its own if amount were 50 instead of 240.");
  }

  @Test
  void namesWhoAnswersForTheAgent() {
    assertThat(sheet.who()).isEqualTo("Support agent (support-agent), answered for by ben");
  }

  @Test
  void saysUntilWhen() {
    assertThat(sheet.deadline()).isEqualTo("Monday, 2 March 2026, 13:00 UTC");
  }

  @Test
  void saysWhyTheSeatIsOpenAgain() {
    assertThat(sheet.reopenedText()).contains("ben answers for the agent");
  }

  @Test
  void showsTheVotesSoFar() {
    assertThat(sheet.votes()).containsExactly(new Line("anna", "approve: looks right"));
  }

  @Test
  void showsWhatTheAgentAnswered() {
    assertThat(sheet.clarifications())
        .containsExactly(new Line("anna asked: Which photo?", "The second one."));
  }

  @Test
  void saysWhoIsAskedNext() {
    assertThat(sheet.next())
        .isEqualTo("department head finance from Monday, 2 March 2026, 11:00 UTC");
  }

  @Test
  void showsEveryArgumentWhole() {
    String text = "x".repeat(20_000);

    ReviewSheet changed =
        sheet(supportStage().action().changed("anna", "Support", "{\"amount\": 200}"));

    assertThat(sheet.arguments()).containsExactly(new Line("amount", "240"));
    assertThat(changed.arguments()).containsExactly(new Line("amount", "200"));
    assertThat(sheet(supportStage().arguing(Map.of("text", text)).action()).arguments())
        .containsExactly(new Line("text", text));
  }

  @Test
  void saysWhatAReviewerChanged() {
    ReviewSheet changed =
        sheet(supportStage().action().changed("anna", "Support", "{\"amount\": 200}"));

    assertThat(changed.reasons().getFirst())
        .isEqualTo("Changed in the review, last by anna: amount is now 200.");
    assertThat(changed.digest()).isNotEqualTo(sheet.digest());
  }

  private static ReviewSheet sheet(ProposedAction action) {
    return ReviewSheet.of(
        action,
        new Policy(List.of(), null),
        null,
        "",
        supportStage().seat(),
        supportStage().tally(),
        List.of(),
        List.of(),
        List.of());
  }
}
