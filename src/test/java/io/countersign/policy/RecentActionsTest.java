package io.countersign.policy;

import static io.countersign.policy.ActionScenario.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.action.ActionDecided;
import io.countersign.action.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RecentActionsTest {

  private Instant now = ActionScenario.TUESDAY_NOON;
  private final List<RecentAction> history = new ArrayList<>();
  private final RecentActions ledger = ledger((from, upTo) -> history, 1000);

  @Test
  void seesTheEarlierActionOnTheSameObject() {
    ledger.note(refund().withId("a").proposal());

    Recent recent = ledger.note(refund().withId("b").proposal());

    assertThat(recent.onSameObject()).extracting(RecentAction::actionId).containsExactly("a");
    assertThat(recent.spending().lastHour()).isEqualByComparingTo("40");
  }

  @Test
  void looksWithoutNoting() {
    ledger.note(refund().withId("a").proposal());

    Recent looked = ledger.look(refund().withId("b").proposal());
    Recent noted = ledger.note(refund().withId("c").proposal());

    assertThat(looked.onSameObject()).extracting(RecentAction::actionId).containsExactly("a");
    assertThat(looked.spending().lastHour()).isEqualByComparingTo("40");
    assertThat(noted.onSameObject()).extracting(RecentAction::actionId).containsExactly("a");
    assertThat(noted.spending().lastHour()).isEqualByComparingTo("40");
  }

  @Test
  void looksAtANotedActionWithOtherFactsInsteadOfItsOwn() {
    ledger.note(refund().withId("a").proposal());
    ledger.note(refund().withId("b").ofAmount(500).proposal());

    Recent looked = ledger.look(refund().withId("b").ofAmount(7).proposal());

    assertThat(looked.spending().lastHour()).isEqualByComparingTo("27");
    assertThat(looked.onSameObject()).extracting(RecentAction::actionId).containsExactly("a");
  }

  @Test
  void doesNotCountARedeliveredActionAgain() {
    ledger.note(refund().withId("a").proposal());
    ledger.note(refund().withId("b").proposal());

    Recent again = ledger.note(refund().withId("a").proposal());

    assertThat(again.onSameObject()).isEmpty();
    assertThat(again.spending().lastHour()).isEqualByComparingTo("40");
  }

  @Test
  void forgetsSpendingAfterAnHourAndObjectsAfterADay() {
    ledger.note(refund().withId("a").proposal());
    now = now.plus(Duration.ofMinutes(61));

    Recent afterAnHour = ledger.note(refund().withId("b").proposal());
    now = now.plus(Duration.ofHours(25));
    Recent afterADay = ledger.note(refund().withId("c").proposal());

    assertThat(afterAnHour.onSameObject()).hasSize(1);
    assertThat(afterAnHour.spending().lastHour()).isEqualByComparingTo("20");
    assertThat(afterADay.onSameObject()).isEmpty();
  }

  @Test
  void keepsAgentsAndCurrenciesApart() {
    ledger.note(refund().withId("a").proposal());
    ledger.note(refund().withId("b").byAgent("other").proposal());

    Recent recent = ledger.note(refund().withId("c").withArgument("currency", "USD").proposal());

    assertThat(recent.spending().lastHour()).isEqualByComparingTo("20");
  }

  @Test
  void knowsWhatWasProposedBeforeTheStart() {
    history.add(refund().withId("a").proposal().proposedAt(now.minusSeconds(60)));

    assertThat(ledger.note(refund().withId("b").proposal()).onSameObject()).hasSize(1);
  }

  @Test
  void refusesToJudgeUntilTheHistoryCanBeRead() {
    RecentActions blind =
        ledger(
            (from, upTo) -> {
              if (history.isEmpty()) {
                throw new IllegalStateException("The history is away");
              }
              return history;
            },
            1000);

    assertThatThrownBy(() -> blind.note(refund().proposal())).hasMessage("The history is away");
    history.add(refund().withId("a").proposal().proposedAt(now));
    assertThat(blind.note(refund().withId("b").proposal()).onSameObject()).hasSize(1);
  }

  @Test
  void countsAsSpendingWhatRanWithoutPeople() {
    ledger.note(refund().withId("a").proposal());
    ledger.settle(new ActionDecided("a", "autonomous", Verdict.APPROVED));

    assertThat(ledger.note(refund().withId("b").proposal()).spending().lastHour())
        .isEqualByComparingTo("40");
  }

  @Test
  void stopsCountingAsSpendingWhatPeopleApproved() {
    ledger.note(refund().withId("a").proposal());
    ledger.settle(new ActionDecided("a", "review", Verdict.APPROVED));

    Recent recent = ledger.note(refund().withId("b").proposal());

    assertThat(recent.spending().lastHour()).isEqualByComparingTo("20");
    assertThat(recent.onSameObject()).hasSize(1);
  }

  @Test
  void forgetsWhatWasRefused() {
    ledger.note(refund().withId("a").proposal());
    ledger.settle(new ActionDecided("a", "blocked", Verdict.REJECTED));

    Recent recent = ledger.note(refund().withId("b").proposal());

    assertThat(recent.spending().lastHour()).isEqualByComparingTo("20");
    assertThat(recent.onSameObject()).isEmpty();
  }

  @Test
  void saysWhenItHadToForget() {
    RecentActions small = ledger((from, upTo) -> List.of(), 2);
    small.note(refund().withId("a").onOrder("1").proposal());

    assertThat(small.note(refund().withId("b").onOrder("2").proposal()).ledger().complete())
        .isTrue();
    assertThat(small.note(refund().withId("c").onOrder("3").proposal()).ledger().complete())
        .isFalse();
  }

  @Test
  void letsTwoChecksAtOnceSeeEachOther() throws Exception {
    List<Callable<Recent>> checks = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Proposal proposal = refund().withId("act" + i).proposal();
      checks.add(() -> ledger.note(proposal));
    }

    List<Integer> seen = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Recent> check : threads.invokeAll(checks)) {
        seen.add(check.get().onSameObject().size());
      }
    }

    assertThat(seen).doesNotHaveDuplicates().hasSize(50);
  }

  private RecentActions ledger(PastActions past, int limit) {
    PolicyProperties properties =
        new PolicyProperties(
            Path.of("rules"), Duration.ofHours(1), ZoneId.of("Europe/Berlin"), limit);
    return new RecentActions(
        past,
        properties,
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now;
          }
        });
  }
}
