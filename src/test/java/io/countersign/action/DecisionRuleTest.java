package io.countersign.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionRuleTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final ReviewVerdict APPROVED =
      new ReviewVerdict(
          true, Verdict.APPROVED, List.of("anna"), "Support approved it.", "ok", null);

  @Test
  void approvesWhatPolicyLetsRunOnItsOwn() {
    var decision = DecisionRule.decide("autonomous", "Small refund.", null, false, NOW);

    assertThat(decision)
        .isEqualTo(
            new Decision(
                Verdict.APPROVED, "autonomous", List.of(), "Small refund.", null, null, NOW));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"blocked", "", "AUTONOMOUS", "approved", "anything"})
  void rejectsEveryOtherControl(String control) {
    var decision = DecisionRule.decide(control, null, APPROVED, true, NOW);

    assertThat(decision.verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(decision.control()).isEqualTo("blocked");
  }

  @Test
  void approvesAReviewWhoseVotesTheHistoryHolds() {
    var decision = DecisionRule.decide("review", null, APPROVED, true, NOW);

    assertThat(decision.verdict()).isEqualTo(Verdict.APPROVED);
    assertThat(decision.by()).containsExactly("anna");
    assertThat(decision.comment()).isEqualTo("ok");
  }

  @Test
  void rejectsAnApprovalThatTheHistoryDoesNotHold() {
    var decision = DecisionRule.decide("review", null, APPROVED, false, NOW);

    assertThat(decision.verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(decision.reason()).contains("no counted votes");
  }

  @Test
  void rejectsAReviewWithoutAVerdict() {
    assertThat(DecisionRule.decide("review", null, null, false, NOW).verdict())
        .isEqualTo(Verdict.REJECTED);
  }

  @Test
  void rejectsAReviewThatDidNotReachItsVerdict() {
    var open = new ReviewVerdict(false, Verdict.APPROVED, null, null, null, null);

    assertThat(DecisionRule.decide("review", null, open, true, NOW).verdict())
        .isEqualTo(Verdict.REJECTED);
  }

  @Test
  void keepsTheTimeOutOfAReview() {
    var late = new ReviewVerdict(true, Verdict.TIMED_OUT, null, "Too late.", null, null);

    assertThat(DecisionRule.decide("review", null, late, false, NOW).verdict())
        .isEqualTo(Verdict.TIMED_OUT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"autonomous", "review", "blocked"})
  void nothingIsApprovedWhileItIsHalted(String control) {
    var decision = DecisionRule.decide(control, null, APPROVED, true, "Halted by olga.", NOW);

    assertThat(decision.verdict()).isEqualTo(Verdict.HALTED);
    assertThat(decision.reason()).isEqualTo("Halted by olga.");
    assertThat(decision.lasting(Duration.ofHours(1), Duration.ofHours(1)).executeBy()).isNull();
  }

  @Test
  void aHaltDoesNotRewriteWhatPeopleRejected() {
    var rejected = new ReviewVerdict(true, Verdict.REJECTED, List.of("anna"), "No.", "No.", null);

    assertThat(DecisionRule.decide("review", null, rejected, false, "Halted.", NOW).verdict())
        .isEqualTo(Verdict.REJECTED);
  }

  @Test
  void anApprovalHoldsForAWhileAndItsOutcomeMayTakeLonger() {
    var lasting =
        DecisionRule.decide("autonomous", "Small.", null, false, NOW)
            .lasting(Duration.ofHours(1), Duration.ofMinutes(30));

    assertThat(lasting.executeBy()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    assertThat(lasting.reportBy()).isEqualTo(NOW.plus(Duration.ofMinutes(90)));
  }
}
