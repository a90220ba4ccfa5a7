package io.countersign.policy;

import static io.countersign.policy.ActionScenario.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.halt.HaltScenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckPolicyWorkerTest {

  @Test
  void statesVersionFindingsFloorAndFacts() {
    PolicyCheck check =
        PolicyScenario.worker((from, upTo) -> List.of())
            .checkPolicy(refund().byUnknownAgent().action())
            .policy();

    assertThat(check.version()).startsWith("sha256:");
    assertThat(check.floor()).isEqualTo(Control.BLOCKED);
    assertThat(check.findings()).extracting(Finding::policy).containsExactly("P-103");
    assertThat(check.facts())
        .containsEntry("type", "refund.issue")
        .containsEntry("currency", "EUR")
        .containsEntry("agentKnown", false);
  }

  @Test
  void amountsThatAreNoNumberOfZeroOrMoreAreNoFact() {
    for (Object amount : List.of("20", -1, Double.NaN, Double.POSITIVE_INFINITY, true)) {
      assertThat(refund().ofAmount(amount).proposal().facts()).containsEntry("amount", null);
    }
  }

  @Test
  void blocksWhatIsHaltedAndSaysWhy() {
    PolicyCheck check =
        PolicyScenario.worker((from, upTo) -> List.of(), HaltScenario.of("support-agent"))
            .checkPolicy(refund().action())
            .policy();

    assertThat(check.floor()).isEqualTo(Control.BLOCKED);
    assertThat(check.findings())
        .extracting(Finding::sentence)
        .containsExactly("Halted by olga (agent support-agent): It runs wild.");
  }

  @Test
  void failsTheJobWhenTheHistoryCannotBeRead() {
    CheckPolicyWorker worker =
        PolicyScenario.worker(
            (from, upTo) -> {
              throw new IllegalStateException("away");
            });

    assertThatThrownBy(() -> worker.checkPolicy(refund().action())).hasMessage("away");
  }
}
