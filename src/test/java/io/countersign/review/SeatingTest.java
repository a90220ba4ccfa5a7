package io.countersign.review;

import static io.countersign.review.ReviewScenario.DEADLINE;
import static io.countersign.review.ReviewScenario.OPENED;
import static io.countersign.review.ReviewScenario.supportStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.review.Schedule.Step;
import io.countersign.review.Seating.Seat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeatingTest {

  @Test
  void opensSeatsUntilEitherSideCanWin() {
    Seating seating = supportStage().needing(2).deniedBy(2).seat();

    assertThat(seating.seats()).hasSize(3);
    assertThat(seating.approvalsLeft()).isEqualTo(2);
    assertThat(seating.rejectionsLeft()).isEqualTo(2);
  }

  @Test
  void opensNoMoreSeatsThanThereArePeople() {
    assertThat(supportStage().needing(2).deniedBy(3).seat().seats()).hasSize(3);
  }

  @Test
  void keepsASeatForEachRoleThatMustApprove() {
    Seating seating =
        supportStage()
            .who("role:support", "role:finance")
            .needing(2)
            .mustInclude("finance", "support")
            .seat();

    assertThat(seating.seats()).extracting(Seat::role).containsExactly("finance", "support");
    assertThat(seating.seats().getFirst().candidateUsers()).containsExactly("dora", "frida");
  }

  @Test
  void cannotBeSatisfiedWithoutARoleThatMustApprove() {
    Seating seating = supportStage().mustInclude("legal").seat();

    assertThat(seating.satisfiable()).isFalse();
    assertThat(seating.reason()).isEqualTo("Nobody with the role legal may decide this.");
  }

  @Test
  void asksTheFallbackWhenTooFewMayDecide() {
    Seating seating = supportStage().needing(4).fallingBackTo("fallback-owner").seat();

    assertThat(seating.satisfiable()).isTrue();
    assertThat(seating.seats().getFirst().candidateUsers()).contains("zoe");
  }

  @Test
  void refusesWhenEvenWithTheFallbackTooFewMayDecide() {
    assertThat(supportStage().needing(5).fallingBackTo("fallback-owner").seat().satisfiable())
        .isFalse();
  }

  @Test
  void leavesOutWhoHasVotedAndAsksForWhatIsMissing() {
    Tally tally = supportStage().needing(2).approve("anna").tally();

    Seating seating = supportStage().needing(2).after(tally).seat();

    assertThat(seating.approvalsLeft()).isEqualTo(1);
    assertThat(seating.seats()).singleElement();
    assertThat(seating.seats().getFirst().candidateUsers()).containsExactly("carl", "dora");
  }

  @Test
  void asksEveryoneAgainAfterAQuestion() {
    Tally tally =
        supportStage().needing(2).approve("anna").vote("carl", "clarify", "Which?").tally();

    Seating seating = supportStage().needing(2).after(tally.afresh()).seat();

    assertThat(seating.approvalsLeft()).isEqualTo(2);
    assertThat(seating.seats().getFirst().candidateUsers()).containsExactly("anna", "carl", "dora");
  }

  @Test
  void plansRemindersAndEscalationsFromTheOpening() {
    Seating seating =
        supportStage()
            .remindingAfter("PT1H")
            .escalatingTo("department-head:finance", "PT2H")
            .seat();

    assertThat(seating.steps())
        .containsExactly(
            new Step("remind", OPENED.plus(Duration.ofHours(1)), null),
            new Step("escalate", OPENED.plus(Duration.ofHours(2)), "department-head:finance"));
  }

  @Test
  void forgetsStepsThatAreOverWhenSeatsOpenAgain() {
    Seating seating =
        supportStage().remindingAfter("PT1H", "PT3H").now(OPENED.plus(Duration.ofHours(2))).seat();

    assertThat(seating.steps())
        .extracting(Step::at)
        .containsExactly(OPENED.plus(Duration.ofHours(3)));
  }

  @Test
  void keepsItsDeadlineWhenSeatsOpenAgain() {
    assertThat(supportStage().now(OPENED.plus(Duration.ofHours(2))).seat().decideBy())
        .isEqualTo(DEADLINE);
  }

  @Test
  void countsWorkingHoursOnly() {
    // Monday 10:00 in Berlin; the day ends at 18:00.
    assertThat(supportStage().inWorkingTime().decideWithin("PT10H").seat().decideBy())
        .isEqualTo(Instant.parse("2026-03-03T09:00:00Z"));
  }

  @Test
  void goesOnForAsLongAgainWithTheFallbackOwnerWhenTheRouteSaysSo() {
    Tally tally = supportStage().atEnd("escalate").countedAt(DEADLINE).tally();

    Seating seating = supportStage().atEnd("escalate").after(tally).now(DEADLINE).seat();

    assertThat(seating.extended()).isTrue();
    assertThat(seating.decideBy()).isEqualTo(DEADLINE.plus(Duration.ofHours(4)));
    assertThat(seating.seats().getFirst().candidateUsers()).contains("zoe");
  }

  @Test
  void seatsWhoeverStandsIn() {
    Seating seating = supportStage().who("person:anna").organization(away("anna", "zoe")).seat();

    assertThat(seating.seats().getFirst().candidateUsers()).containsExactly("anna", "zoe");
  }

  @Test
  void leavesOutWhoseLimitIsTooLow() {
    assertThat(supportStage().who("person:gina", "role:support").ofAmount(1001).seat().seats())
        .flatExtracting(Seat::candidateUsers)
        .doesNotContain("gina");
    assertThat(supportStage().who("person:gina").ofAmount(1000).seat().seats())
        .flatExtracting(Seat::candidateUsers)
        .containsExactly("gina");
  }

  static java.util.function.UnaryOperator<String> away(String person, String standIn) {
    return yaml ->
        yaml.replace(
            "delegations: []",
            "delegations: [{person: %s, to: %s, from: 2026-03-01T00:00:00Z, until: 2026-04-01T00:00:00Z}]"
                .formatted(person, standIn));
  }

  @Test
  void knowsEveryWordOfTheRouteTable() {
    assertThat(candidates("manager-chain")).containsExactly("gina");
    assertThat(candidates("requester-manager")).containsExactly("gina");
    assertThat(candidates("object-owner")).containsExactly("frida");
    assertThat(candidates("department:finance")).containsExactly("gina");
    assertThat(candidates("department-head:finance")).containsExactly("gina");
    assertThat(candidates("fallback-owner")).containsExactly("zoe");
    assertThat(supportStage().who("agent-owner").dutiesRelaxed().seat().seats())
        .flatExtracting(Seat::candidateUsers)
        .containsExactly("ben");
  }

  @Test
  void nobodyIsMeantByAWordThatIsNone() {
    assertThat(supportStage().who("everyone").seat().satisfiable()).isFalse();
    assertThat(supportStage().who("agent-owner").seat().satisfiable()).isFalse();
  }

  private static List<String> candidates(String selector) {
    return supportStage().who(selector).seat().seats().getFirst().candidateUsers();
  }
}
