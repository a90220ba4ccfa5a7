package io.countersign.policy;

import static io.countersign.policy.ActionScenario.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.action.ProposedAction;
import io.countersign.models.TableRows.Row;
import io.countersign.policy.Relaxation.Change;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariantTest {

  private static final Row SMALL_REFUND =
      new Row(
          "Rule_RefundSmall",
          Map.of(
              "type", "\"refund.issue\"",
              "amount", "[0..50]",
              "currency", "\"EUR\", \"USD\"",
              "agentKnown", "true"),
          Map.of("control", "\"autonomous\""));

  @Test
  void triesTheNearestValueOfTheCellFirst() {
    assertThat(variants(refund().ofAmount(240)))
        .flatExtracting(Variant::changes)
        .filteredOn(it -> it.input().equals("amount"))
        .extracting(Change::to)
        .startsWith(new BigDecimal("50.01"), new BigDecimal("50"), new BigDecimal("49.99"));
  }

  @Test
  void triesOneChangeBeforeTwo() {
    List<Variant> variants = variants(refund().ofAmount(240).withArgument("currency", "JPY"));

    assertThat(variants).extracting(it -> it.changes().size()).isSorted();
    assertThat(variants)
        .anySatisfy(
            it ->
                assertThat(it.changes()).extracting(Change::input).contains("amount", "currency"));
  }

  @Test
  void neverTriesAnotherTypeOfAction() {
    assertThat(variants(refund().ofType("contract.sign"))).isEmpty();
  }

  @Test
  void neverTriesANegativeAmount() {
    assertThat(variants(refund().ofAmount(240)))
        .flatExtracting(Variant::changes)
        .extracting(Change::to)
        .noneMatch(it -> it instanceof BigDecimal number && number.signum() < 0);
  }

  @Test
  void changesTheActionThatIsJudged() {
    ProposedAction changed =
        new Variant(
                List.of(
                    new Change("amount", BigDecimal.TEN, BigDecimal.ONE),
                    new Change("environment", "production", "test"),
                    new Change("agentKnown", false, true)))
            .applyTo(refund().byUnknownAgent().action());

    assertThat(changed.arguments()).containsEntry("amount", BigDecimal.ONE);
    assertThat(changed.target().environment()).isEqualTo("test");
    assertThat(changed.agent().known()).isTrue();
  }

  @Test
  void saysTheChangeInASentence() {
    assertThat(
            new Relaxation(
                    List.of(new Change("amount", new BigDecimal("240"), new BigDecimal("50"))),
                    Control.AUTONOMOUS,
                    "Small.")
                .words())
        .isEqualTo("It would run on its own if amount were 50 instead of 240.");
  }

  private static List<Variant> variants(ActionScenario scenario) {
    return Variant.of(scenario.proposal().facts(), List.of(SMALL_REFUND));
  }
}
