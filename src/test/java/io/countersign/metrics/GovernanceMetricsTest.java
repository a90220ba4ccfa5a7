package io.countersign.metrics;

import static io.countersign.metrics.GovernedWeek.metrics;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.metrics.GovernanceMetrics.Reviewer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

/** Every figure of a week that was computed by hand: see {@link GovernedWeek}. */
class GovernanceMetricsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<ActionFact> actions =
      GovernedWeek.actions().stream()
          .map(it -> ActionFactReader.read(JSON.<JsonNode>valueToTree(it)))
          .toList();
  private final List<EntryFact> entries =
      GovernedWeek.entries().stream()
          .flatMap(it -> EntryFactReader.read(JSON.<JsonNode>valueToTree(it)).stream())
          .toList();
  private final GovernanceMetrics week = metrics(actions, entries, "", GovernedWeek::noGroup);

  @Test
  void countsActionsByTheirEnd() {
    assertThat(week.all().proposed()).isEqualTo(8);
    assertThat(week.all().undecided()).isEqualTo(1);
    assertThat(week.all().blocked()).isEqualTo(new Share(1, 8));
  }

  @Test
  void takesTheDecisionTimeOfWhatPeopleDecided() {
    // 10, 20 and 60 minutes; what timed out was decided by nobody.
    assertThat(week.all().decisionTime()).isEqualTo(new Spread(3, 1_200.0, 3_600.0));
  }

  @Test
  void takesTimeoutsAndRejectionsOfTheReviewedAndDecided() {
    assertThat(week.all().timedOut()).isEqualTo(new Share(1, 4));
    assertThat(week.all().rejected()).isEqualTo(new Share(1, 4));
    assertThat(week.rejectionByType())
        .containsExactly(entry("order", new Share(0, 1)), entry("refund", new Share(1, 3)));
  }

  @Test
  void takesEachEscalatedReviewOnce() {
    assertThat(week.all().escalated()).isEqualTo(new Share(2, 5));
  }

  @Test
  void tellsHowMuchRanOnItsOwnAndWhetherItsRecordIsComplete() {
    assertThat(week.all().auditOnly()).isEqualTo(new Share(2, 8));
    assertThat(week.all().auditOnlyComplete()).isEqualTo(new Share(1, 2));
  }

  @Test
  void takesCallbacksOfActionsThatHaveOne() {
    assertThat(week.all().callbacksDelivered()).isEqualTo(new Share(4, 6));
    assertThat(week.all().callbacksAtOnce()).isEqualTo(new Share(3, 6));
  }

  @Test
  void countsActionsByPolicyTheMostFrequentFirst() {
    assertThat(week.policyTriggers())
        .containsExactly(entry("P-2", 3L), entry("P-1", 2L), entry("P-9", 1L));
  }

  @Test
  void takesThinkTimesOfVotersWhoWereSeenTakingTheSeat() {
    // 2, 3, 5 and 40 seconds; carl voted in a seat that ben had taken. Exactly 5 is no rubber
    // stamp.
    assertThat(week.all().thinkTime()).isEqualTo(new Spread(4, 3.0, 40.0));
    assertThat(week.all().rubberStamps()).isEqualTo(new Share(2, 4));
  }

  @Test
  void tellsHowEachReviewerVotes() {
    assertThat(week.reviewers())
        .containsExactly(
            entry("anna", new Reviewer(3, 1, new Spread(3, 5.0, 40.0), new Share(1, 3))),
            entry("ben", new Reviewer(1, 0, new Spread(1, 3.0, 3.0), new Share(1, 1))),
            entry("carl", new Reviewer(1, 0, new Spread(0, null, null), new Share(0, 0))));
  }

  @Test
  void takesAVoteThatDidNotCountOnceHoweverOftenItWasCounted() {
    assertThat(week.uncountedVotes())
        .containsExactly(entry("(person) voted after the deadline.", 1L));
  }

  @Test
  void takesTheTimeFromAHaltToEachThingItStopped() {
    assertThat(week.haltToStop()).isEqualTo(new Spread(2, 2.0, 9.0));
  }

  @Test
  void groupsTheSameFigures() {
    var byDay = metrics(actions, entries, "day", Grouping.of("day", null));
    var byType = metrics(actions, entries, "type", Grouping.of("type", null));

    assertThat(byDay.groups()).containsOnlyKeys("2026-03-02", "2026-03-03");
    assertThat(byDay.groups().get("2026-03-02").proposed()).isEqualTo(4);
    assertThat(byDay.groups().get("2026-03-02").rubberStamps()).isEqualTo(new Share(1, 2));
    assertThat(byType.groups().get("order").escalated()).isEqualTo(new Share(1, 2));
    assertThat(byType.groups().get("order").thinkTime()).isEqualTo(new Spread(1, 2.0, 2.0));
  }

  @Test
  void saysNothingOfNothing() {
    Figures none = metrics(List.of(), List.of(), "", GovernedWeek::noGroup).all();

    assertThat(none.proposed()).isZero();
    assertThat(none.timedOut().rate()).isNull();
    assertThat(none.decisionTime()).isEqualTo(new Spread(0, null, null));
  }

  @Test
  void ranksTheNearest() {
    List<Duration> twenty =
        LongStream.rangeClosed(1, 20).mapToObj(Duration::ofSeconds).toList().reversed();

    assertThat(Spread.of(twenty)).isEqualTo(new Spread(20, 10.0, 19.0));
  }

  @Property(tries = 200)
  void findsTheSmallestTimeThatEnoughDoNotExceed(
      @ForAll @NotEmpty List<@IntRange(max = 1_000) Integer> millis) {
    Spread spread = Spread.of(millis.stream().map(Duration::ofMillis).toList());

    double p95 = spread.p95Seconds() * 1_000;
    assertThat(millis.stream().filter(it -> it <= p95).count() * 100L)
        .isGreaterThanOrEqualTo(95L * millis.size());
    assertThat(millis.stream().filter(it -> it < p95).count() * 100L)
        .isLessThan(95L * millis.size());
    assertThat(Collections.max(millis) / 1_000.0).isGreaterThanOrEqualTo(spread.p50Seconds());
  }
}
