package io.countersign.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.countersign.history.EntryKind;
import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the history learns of who was given and lost what, whatever fails meanwhile. */
class AdministrationTest {

  private static final Caller OLGA = new Caller("olga", Caller.Kind.OPERATOR, Set.of("administer"));
  private static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");

  @TempDir private Path folder;
  private final List<String> effects = new ArrayList<>();

  @Test
  void tellsOfWhatIsGrantedBeforeItTakesEffect() {
    AdministrationScenario scenario = scenario();

    String made =
        scenario
            .administration()
            .grant(
                issued(),
                () -> {
                  effects.addAll(scenario.words());
                  return "made";
                });

    assertThat(made).isEqualTo("made");
    assertThat(effects).containsExactly("key-issued cs_one by olga {}");
    assertThat(scenario.words()).hasSize(1);
  }

  @Test
  void grantsNothingWhileTheEngineIsAway() {
    AdministrationScenario scenario = scenario().away(true);

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> scenario.administration().grant(issued(), () -> effects.add("made")))
        .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.ENGINE_UNAVAILABLE));

    assertThat(effects).isEmpty();
  }

  @Test
  void tellsThatNothingWasGrantedInCaseTheEngineHadHeardAndItsAnswerWasLost() {
    AdministrationScenario scenario = scenario().away(true);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> scenario.administration().grant(issued(), () -> "made"));

    assertThat(scenario.away(false).words())
        .containsExactly("key-issued cs_one by olga {} failed: ENGINE_UNAVAILABLE");
  }

  @Test
  void tellsWhatDidNotTakeEffectWithoutTheWordsOfTheFault() {
    AdministrationScenario scenario = scenario();

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                scenario
                    .administration()
                    .grant(
                        issued(),
                        () -> {
                          throw new IllegalStateException("whsec_open");
                        }));

    assertThat(scenario.words())
        .containsExactly(
            "key-issued cs_one by olga {}", "key-issued cs_one by olga {} failed: INTERNAL_ERROR");
  }

  @Test
  void tellsWhatWasTakenAwayOnceAndInOrderWhenTheEngineIsBack() {
    AdministrationScenario scenario = scenario().away(true);
    scenario.administration().tookAway(revoked("cs_one"));
    scenario.administration().tookAway(revoked("cs_two"));
    assertThat(scenario.words()).isEmpty();

    assertThat(scenario.away(false).lookAgain().words())
        .containsExactly("key-revoked cs_one by olga {}", "key-revoked cs_two by olga {}");
  }

  @Test
  void tellsWhatWasTakenAwayAlsoAfterARestart() {
    AdministrationScenario scenario = scenario().away(true);
    scenario.administration().tookAway(revoked("cs_one").with("holder", "support-agent"));

    scenario.away(false).restarted().tellAll();

    assertThat(scenario.words())
        .containsExactly("key-revoked cs_one by olga {holder=support-agent}");
  }

  @Test
  void takesAwayAlsoIfNoneCanNoteIt() throws IOException {
    Path blocked = Files.createDirectory(folder.resolve("untold.json"));
    Files.createFile(blocked.resolve("occupied"));
    AdministrationScenario scenario = AdministrationScenario.in(blocked);

    scenario.administration().tookAway(revoked("cs_one"));

    assertThat(scenario.words()).isEmpty();
  }

  @Test
  void looksAgainWithoutHoldingUpWhatElseHappensEverySecond() {
    AdministrationScenario scenario = scenario();
    scenario.administration().tookAway(revoked("cs_one"));

    scenario.administration().lookAgain();

    await().until(() -> scenario.taken() == 1);
  }

  @Test
  void saysWhoDidWhatWhenAndHowItEnded() {
    Act act = issued().with("holder", "support-agent").with("expiresAt", null).failed("FORBIDDEN");

    assertThat(act.told())
        .containsEntry("act", "key-issued")
        .containsEntry("subject", "cs_one")
        .containsEntry("by", "olga")
        .containsEntry("byKind", "operator")
        .containsEntry("at", "2026-03-02T11:00:00Z")
        .containsEntry("details", Map.of("holder", "support-agent"))
        .containsEntry("failure", "FORBIDDEN");
    assertThat(act.id()).matches("adm_[0-9a-f]{32}");
  }

  private AdministrationScenario scenario() {
    return AdministrationScenario.in(folder.resolve("untold-acts.json"));
  }

  private static Act issued() {
    return Act.of(EntryKind.KEY_ISSUED, "cs_one", OLGA, NOON);
  }

  private static Act revoked(String key) {
    return Act.of(EntryKind.KEY_REVOKED, key, OLGA, NOON);
  }
}
