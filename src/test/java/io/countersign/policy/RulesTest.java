package io.countersign.policy;

import static io.countersign.policy.ActionScenario.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTest {

  private static final RuleBook RULES = RuleBook.compile(RuleFiles.read(Path.of("rules")));
  private static final Moment WORKING_HOURS = new Moment(false, 12);

  @Test
  void findNothingInAnOrdinaryRefund() {
    assertThat(judge(refund().observing("orderTotal", 260))).isEmpty();
  }

  @Test
  void p101AsksForReviewWhenTheSameObjectComesAgain() {
    assertThat(judge(refund(), earlier(refund().ofAmount(99))))
        .extracting(Finding::policy, Finding::severity, Finding::sentence)
        .containsExactly(
            tuple(
                "P-101",
                Control.REVIEW,
                "refund.issue was already proposed for order 1042 in the last 24 hours."));
  }

  @Test
  void p101CallsTheSameAmountALikelyDuplicate() {
    assertThat(judge(refund(), earlier(refund().ofAmount(20.0))))
        .extracting(Finding::policy, Finding::severity, Finding::sentence)
        .containsExactly(
            tuple(
                "P-101",
                Control.REVIEW,
                "Likely a duplicate: refund.issue of the same amount was already proposed for order"
                    + " 1042 in the last 24 hours."));
  }

  @Test
  void p101HasOneFindingForManyRepeats() {
    Recent recent =
        new Recent(
            List.of(
                note(refund().withId("a").ofAmount(1)),
                note(refund().withId("b").ofAmount(20)),
                note(refund().withId("c").ofAmount(20))),
            Recent.NOTHING.spending(),
            Recent.NOTHING.ledger());

    assertThat(judge(refund(), recent)).extracting(Finding::policy).containsExactly("P-101");
  }

  @Test
  void p101NoticesRepeatsWithoutAmount() {
    ActionScenario access = refund().ofType("access.disable").withoutArgument("amount");

    assertThat(judge(access, earlier(access))).extracting(Finding::policy).contains("P-101");
  }

  @Test
  void p101IgnoresOtherObjectsAndTypes() {
    assertThat(judge(refund(), earlier(refund().onOrder("1043")))).isEmpty();
    assertThat(judge(refund(), earlier(refund().ofType("message.send")))).isEmpty();
  }

  @Test
  void p102AsksForReviewAboveTheLimitOfAnHour() {
    assertThat(judge(refund(), spent("10000.01")))
        .extracting(Finding::policy, Finding::severity)
        .containsExactly(tuple("P-102", Control.REVIEW));
  }

  @Test
  void p102BlocksAboveTheHardLimitOfAnHour() {
    assertThat(judge(refund(), spent("25000.01")))
        .extracting(Finding::policy, Finding::severity)
        .containsExactly(tuple("P-102", Control.BLOCKED));
  }

  @Test
  void p102IsSilentUpToTheLimit() {
    assertThat(judge(refund(), spent("10000"))).isEmpty();
  }

  @Test
  void p103AsksForReviewOfUnknownAgents() {
    assertThat(judge(refund().ofType("message.send").byUnknownAgent()))
        .extracting(Finding::policy, Finding::severity)
        .containsExactly(tuple("P-103", Control.REVIEW));
  }

  @Test
  void p103BlocksUnknownAgentsThatMoveMoney() {
    for (String type : List.of("refund.issue", "payment.release")) {
      assertThat(judge(refund().ofType(type).byUnknownAgent()))
          .extracting(Finding::policy, Finding::severity)
          .containsExactly(tuple("P-103", Control.BLOCKED));
    }
  }

  @Test
  void p103TrustsTheInventory() {
    assertThat(judge(refund().ofType("message.send"))).isEmpty();
  }

  @Test
  void p104BlocksUnknownActionTypes() {
    assertThat(judge(refund().ofType("refund.issue2")))
        .extracting(Finding::policy, Finding::severity)
        .containsExactly(tuple("P-104", Control.BLOCKED));
  }

  @Test
  void p104KnowsTheTypesOfTheTables() {
    for (String type :
        List.of(
            "refund.issue", "payment.release", "access.disable", "contract.sign", "message.send")) {
      assertThat(judge(refund().ofType(type))).isEmpty();
    }
  }

  @Test
  void p105AsksForReviewOutsideWorkingHours() {
    for (Moment moment :
        List.of(new Moment(true, 12), new Moment(false, 7), new Moment(false, 18))) {
      for (String type : List.of("refund.issue", "payment.release", "access.disable")) {
        assertThat(RULES.judge(refund().ofType(type).ofAmount(51).action(), Recent.NOTHING, moment))
            .extracting(Finding::policy, Finding::severity)
            .containsExactly(tuple("P-105", Control.REVIEW));
      }
    }
  }

  @Test
  void p105DoesNotLetAMissingAmountPass() {
    assertThat(RULES.judge(refund().ofAmount("26").action(), Recent.NOTHING, new Moment(true, 12)))
        .extracting(Finding::policy)
        .containsExactly("P-105");
  }

  @Test
  void p105IsSilentInWorkingHoursOutsideProductionAndForSmallRefunds() {
    Moment sunday = new Moment(true, 12);

    assertThat(RULES.judge(refund().ofAmount(51).action(), Recent.NOTHING, new Moment(false, 8)))
        .isEmpty();
    assertThat(RULES.judge(refund().ofAmount(51).action(), Recent.NOTHING, new Moment(false, 17)))
        .isEmpty();
    assertThat(RULES.judge(refund().ofAmount(51).in("test").action(), Recent.NOTHING, sunday))
        .isEmpty();
    assertThat(RULES.judge(refund().ofAmount(50).action(), Recent.NOTHING, sunday)).isEmpty();
    assertThat(RULES.judge(refund().ofType("message.send").action(), Recent.NOTHING, sunday))
        .isEmpty();
  }

  @Test
  void p106AsksForReviewWhenTheReportContradictsWhatWasObserved() {
    assertThat(judge(refund().observing("orderTotal", 260).reporting("orderTotal", 300)))
        .extracting(Finding::policy, Finding::severity, Finding::sentence)
        .containsExactly(
            tuple(
                "P-106",
                Control.REVIEW,
                "The agent reports orderTotal as 300, but systems observed 260."));
  }

  @Test
  void p106SeesInnerValues() {
    assertThat(
            judge(
                refund()
                    .observing("order", java.util.Map.of("state", "open"))
                    .reporting("order", java.util.Map.of("state", "lost"))))
        .extracting(Finding::policy)
        .containsExactly("P-106");
  }

  @Test
  void p106IsSilentWhenBothAgreeOrSpeakOfOtherThings() {
    assertThat(
            judge(
                refund()
                    .observing("orderTotal", 260)
                    .reporting("orderTotal", 260.0)
                    .reporting("rationale", "photo shows damage")))
        .isEmpty();
  }

  @Test
  void p107AsksForReviewAboveTheObservedOrderTotal() {
    assertThat(judge(refund().ofAmount(261).observing("orderTotal", 260)))
        .extracting(Finding::policy, Finding::severity)
        .containsExactly(tuple("P-107", Control.REVIEW));
  }

  @Test
  void p107IsSilentUpToTheOrderTotalAndForReportedTotals() {
    assertThat(judge(refund().ofAmount(260).observing("orderTotal", 260.0))).isEmpty();
    assertThat(judge(refund().ofAmount(260).reporting("orderTotal", 10))).isEmpty();
  }

  @Test
  void p108AsksForReviewWhenTheCurrencyIsNotTheObservedOne() {
    for (String name : List.of("currency", "orderCurrency")) {
      assertThat(judge(refund().observing(name, "USD")))
          .extracting(Finding::policy, Finding::severity)
          .containsExactly(tuple("P-108", Control.REVIEW));
    }
  }

  @Test
  void p108IsSilentForTheObservedCurrency() {
    assertThat(judge(refund().observing("currency", "EUR"))).isEmpty();
  }

  @Test
  void p109AsksForReviewWhenTheMemoryIsNotWhole() {
    Recent recent = new Recent(List.of(), Recent.NOTHING.spending(), new Ledger(false));

    assertThat(judge(refund(), recent))
        .extracting(Finding::policy, Finding::severity)
        .containsExactly(tuple("P-109", Control.REVIEW));
  }

  @Test
  void sayTheSameOnlySoOften() {
    ActionScenario contradictory = refund();
    for (int i = 0; i < 100; i++) {
      contradictory.observing("fact" + i, 1).reporting("fact" + i, 2);
    }

    assertThat(judge(contradictory)).hasSize(20);
  }

  @Test
  void quoteAgentsWithoutLineBreaksAndAtMostAFewHundredCharacters() {
    List<Finding> findings =
        judge(refund().observing("state", "open").reporting("state", "x\n#".repeat(1000)));

    assertThat(findings).singleElement();
    assertThat(findings.getFirst().sentence()).doesNotContain("\n").hasSizeLessThan(410);
  }

  private static List<Finding> judge(ActionScenario scenario) {
    return judge(scenario, Recent.NOTHING);
  }

  private static List<Finding> judge(ActionScenario scenario, Recent recent) {
    return RULES.judge(scenario.action(), recent, WORKING_HOURS);
  }

  private static Recent earlier(ActionScenario scenario) {
    return new Recent(List.of(note(scenario)), Recent.NOTHING.spending(), Recent.NOTHING.ledger());
  }

  private static RecentAction note(ActionScenario scenario) {
    return scenario.proposal().proposedAt(ActionScenario.TUESDAY_NOON.minusSeconds(60));
  }

  private static Recent spent(String amount) {
    return new Recent(
        List.of(), new AgentSpending(new BigDecimal(amount)), Recent.NOTHING.ledger());
  }
}
