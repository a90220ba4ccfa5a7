package io.countersign.policy;

import static io.countersign.policy.ActionScenario.refund;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is added, nothing gets looser. */
class TighteningTest {

  private static final RuleBook RULES = RuleBook.compile(RuleFiles.read(Path.of("rules")));
  private static final Moment WORKING_HOURS = new Moment(false, 12);

  @Property(tries = 200)
  void reportedWordsNeverLowerTheFloor(
      @ForAll("actions") ActionScenario scenario, @ForAll("words") Map<String, Object> reported) {
    Control silent = floor(scenario.reporting(Map.of()), Recent.NOTHING);

    Control speaking = floor(scenario.reporting(reported), Recent.NOTHING);

    assertThat(speaking).isGreaterThanOrEqualTo(silent);
  }

  @Property(tries = 200)
  void reportedWordsAreNoFacts(
      @ForAll("actions") ActionScenario scenario, @ForAll("words") Map<String, Object> reported) {
    assertThat(scenario.reporting(reported).proposal().facts())
        .isEqualTo(scenario.reporting(Map.of()).proposal().facts());
  }

  @Property(tries = 200)
  void aPastNeverLowersTheFloor(@ForAll("actions") ActionScenario scenario) {
    Recent busy =
        new Recent(
            List.of(scenario.proposal().proposedAt(ActionScenario.TUESDAY_NOON)),
            new AgentSpending(new BigDecimal("30000")),
            new Ledger(false));

    assertThat(floor(scenario, busy)).isGreaterThanOrEqualTo(floor(scenario, Recent.NOTHING));
  }

  @Property
  void oneMoreFindingNeverLowersTheFloor(
      @ForAll List<Control> severities, @ForAll Control another) {
    List<Finding> findings =
        new ArrayList<>(severities.stream().map(s -> new Finding("P-1", "One.", s)).toList());
    Control before = Policy.floor(findings);

    findings.add(new Finding("P-2", "Two.", another));

    assertThat(Policy.floor(findings)).isGreaterThanOrEqualTo(before);
  }

  @Provide
  Arbitrary<ActionScenario> actions() {
    Arbitrary<Object> amounts =
        Arbitraries.of(-1, 0, 20, 50.5, 9000, 1e300, "20", true, List.of(), Double.MAX_VALUE);
    Arbitrary<String> types =
        Arbitraries.of("refund.issue", "payment.release", "access.disable", "message.send", "x");
    return amounts.flatMap(
        amount ->
            types.map(type -> refund().ofType(type).ofAmount(amount).observing("orderTotal", 40)));
  }

  @Provide
  Arbitrary<Map<String, Object>> words() {
    Arbitrary<String> names =
        Arbitraries.of("orderTotal", "amount", "currency", "control", "agentKnown", "type", "note");
    Arbitrary<Object> values =
        Arbitraries.of("autonomous", 40, 41.5, true, "EUR", "", List.of(1), Map.of("a", "b"));
    return Arbitraries.maps(names, values).ofMaxSize(5);
  }

  private static Control floor(ActionScenario scenario, Recent recent) {
    return Policy.floor(RULES.judge(scenario.action(), recent, WORKING_HOURS));
  }
}
