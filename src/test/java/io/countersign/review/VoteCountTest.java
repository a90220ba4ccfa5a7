package io.countersign.review;

import static io.countersign.review.ReviewScenario.DEADLINE;
import static io.countersign.review.ReviewScenario.supportStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.action.Verdict;
import io.countersign.review.VoteCount.CountedVote;
import io.countersign.review.VoteCount.Result;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class VoteCountTest {

  @Test
  void approvesWhenAnEligiblePersonApproves() {
    assertThat(supportStage().approve("anna").count().result())
        .isEqualTo(new Result.Approved(List.of("anna"), "looks right"));
  }

  @Test
  void rejectsWhenAnEligiblePersonRejects() {
    assertThat(supportStage().reject("anna").count().result())
        .isEqualTo(new Result.Rejected(List.of("anna"), "not covered"));
  }

  @Test
  void aChangeOfAnEligiblePersonEndsTheVoteWithTheChangedAction() {
    var count = supportStage().needing(2).change("anna", "{\"amount\": 200}").count();

    assertThat(count.result()).isInstanceOf(Result.Changed.class);
    var changed = (Result.Changed) count.result();
    assertThat(changed.to().arguments()).containsEntry("amount", 200);
    assertThat(changed.to().change().by()).isEqualTo("anna");
  }

  @Test
  void aChangeIsARejectionForFlowsThatDoNotKnowIt() {
    StageVerdict verdict = supportStage().change("anna", "{\"amount\": 200}").verdict();

    assertThat(verdict.verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(verdict.change().from()).isEqualTo(supportStage().action().digest());
    assertThat(verdict.terms()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ben | {\"amount\": 200} | answers for the agent",
        "anna | {\"other\": 200} | There is no argument other",
        "anna | | Write the changed arguments as JSON"
      })
  void doesNotCountAChangeThatIsNone(String person, String changes, String why) {
    VoteCount count = supportStage().change(person, changes).count();

    assertThat(count.result()).isEqualTo(new Result.Open());
    assertThat(count.votes().getFirst().why()).contains(why);
  }

  @Test
  void aChangeIsNoApprovalOfWhatWasProposed() {
    var count = supportStage().needing(1).change("anna", "{\"amount\": 200}").approve("carl");

    assertThat(count.count().result()).isInstanceOf(Result.Changed.class);
    assertThat(count.countedAt(DEADLINE).count().result()).isInstanceOf(Result.TimedOut.class);
  }

  @Test
  void staysOpenWithoutVotes() {
    assertThat(supportStage().count().result()).isEqualTo(new Result.Open());
  }

  @Test
  void timesOutWithoutVotesAtTheDeadline() {
    assertThat(supportStage().countedAt(DEADLINE).count().result())
        .isEqualTo(new Result.TimedOut());
  }

  @Test
  void keepsAVoteThatWasInTimeWhenItCountsLater() {
    var count = supportStage().approve("anna").countedAt(DEADLINE.plusSeconds(1)).count();

    assertThat(count.result()).isInstanceOf(Result.Approved.class);
  }

  @ParameterizedTest
  @CsvSource({
    "ben, answers for the agent",
    "frida, is none of those who may decide this",
    "mallory, is not in the organization",
    "'', Nobody had taken the seat"
  })
  void doesNotCountIneligiblePeople(String person, String why) {
    VoteCount count = supportStage().approve(person).count();

    assertThat(count.result()).isEqualTo(new Result.Open());
    assertThat(count.votes()).singleElement().extracting(CountedVote::why).asString().contains(why);
  }

  @Test
  void doesNotCountTheRequester() {
    VoteCount count = supportStage().requestedBy("anna").approve("anna").count();

    assertThat(count.result()).isEqualTo(new Result.Open());
    assertThat(count.votes().getFirst().why()).contains("requested this");
  }

  @Test
  void doesNotCountAVoteAtTheDeadline() {
    VoteCount count =
        supportStage().voteAt(DEADLINE, "anna", "approve", "late").countedAt(DEADLINE).count();

    assertThat(count.result()).isEqualTo(new Result.TimedOut());
    assertThat(count.votes().getFirst().why()).contains("after the deadline");
  }

  @Test
  void countsAPersonOnce() {
    VoteCount count = supportStage().needing(2).approve("anna").approve("anna").count();

    assertThat(count.result()).isEqualTo(new Result.Open());
    assertThat(count.votes().getLast().why()).contains("has voted already");
  }

  @Test
  void approvesWhenEnoughDistinctPeopleApprove() {
    assertThat(supportStage().needing(2).approve("anna").approve("carl").count().result())
        .isEqualTo(new Result.Approved(List.of("anna", "carl"), "looks right"));
  }

  @Test
  void needsAReasonForARejection() {
    VoteCount count = supportStage().vote("anna", "reject", " ").count();

    assertThat(count.result()).isEqualTo(new Result.Open());
    assertThat(count.votes().getFirst().why()).contains("without saying why");
  }

  @Test
  void needsACommentForAnApprovalWhereTheStageSaysSo() {
    VoteCount count = supportStage().commentRequired().vote("anna", "approve", null).count();

    assertThat(count.result()).isEqualTo(new Result.Open());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "APPROVE", "approved", "yes", "true"})
  void readsNothingElseAsAnApproval(String decision) {
    assertThat(supportStage().vote("anna", decision, "ok").count().result())
        .isEqualTo(new Result.Open());
  }

  @Test
  void neverApprovesAStageThatAsksForNoApproval() {
    assertThat(supportStage().needing(0).approve("anna").count().result())
        .isInstanceOf(Result.Rejected.class);
  }

  @Property
  void neverApprovesWithFewerEligiblePeopleThanNeeded(
      @ForAll @IntRange(min = 1, max = 3) int needed,
      @ForAll @Size(max = 8) List<@IntRange(min = 0, max = 5) Integer> voters) {
    List<String> people = List.of("anna", "ben", "carl", "dora", "frida", "mallory");
    var scenario = supportStage().needing(needed);
    voters.forEach(i -> scenario.approve(people.get(i)));

    long eligible = voters.stream().filter(i -> i == 0 || i == 2 || i == 3).distinct().count();

    assertThat(scenario.count().result() instanceof Result.Approved).isEqualTo(eligible >= needed);
  }

  @Property
  void givesTheSameVerdictHoweverOftenVotesAreRepeated(
      @ForAll @Size(max = 5) List<Boolean> repeats) {
    var once = supportStage().needing(2).approve("anna").approve("carl");
    var often = supportStage().needing(2).approve("anna");
    repeats.forEach(ignored -> often.approve("anna"));
    often.approve("carl");
    repeats.forEach(ignored -> often.reject("carl"));

    assertThat(often.count().result()).isEqualTo(once.count().result());
  }

  @Test
  void saysWhyTheSeatIsOpenAgain() {
    var scenario = supportStage().approve("ben");

    assertThat(scenario.verdict().reopened())
        .singleElement()
        .asString()
        .startsWith("A vote did not count: ben answers for the agent");
  }

  @Test
  void reachesNoVerdictBeforeTheDeadlineWithoutEnoughVotes() {
    var scenario =
        supportStage().needing(2).approve("anna").countedAt(DEADLINE.minus(Duration.ofNanos(1)));

    assertThat(scenario.verdict().reached()).isFalse();
  }

  @Test
  void asksTheAgentBeforeItApproves() {
    var scenario = supportStage().needing(2).approve("anna").vote("carl", "clarify", "Which?");

    assertThat(scenario.count().result()).isEqualTo(new Result.Question("carl", "Which?"));
    assertThat(scenario.verdict().question().id()).isEqualTo("question_77");
  }

  @Test
  void asksNothingWithoutAQuestion() {
    assertThat(supportStage().vote("anna", "clarify", " ").count().result())
        .isEqualTo(new Result.Open());
  }

  @Test
  void forgetsVotesFromBeforeTheAnswer() {
    VoteCount count =
        supportStage().needing(2).approve("anna").agentAnswers().approve("anna").count();

    assertThat(count.approvers()).containsExactly("anna");
    assertThat(count.votes().getFirst().why()).contains("before the agent was asked");
  }

  @Test
  void needsEveryRoleThatMustApproveFromAnotherPerson() {
    var scenario =
        supportStage()
            .who("role:support", "role:finance")
            .needing(2)
            .mustInclude("finance", "support");

    assertThat(scenario.approve("anna").approve("carl").count().missingRoles())
        .containsExactly("finance");
    assertThat(scenario.approve("frida").count().result()).isInstanceOf(Result.Approved.class);
  }

  @Test
  void onePersonWithTwoRolesCoversOne() {
    var scenario =
        supportStage()
            .who("role:support", "role:finance")
            .needing(1)
            .mustInclude("finance", "support");

    assertThat(scenario.approve("dora").count().result()).isEqualTo(new Result.Open());
  }

  @Test
  void countsWhoWasAskedLaterOnlyFromThenOn() {
    var scenario =
        supportStage().escalatingTo("department-head:finance", "PT2H").countedAt(DEADLINE);

    assertThat(
            scenario
                .voteAt(DEADLINE.minus(Duration.ofHours(3)), "gina", "approve", "Early.")
                .count()
                .result())
        .isEqualTo(new Result.TimedOut());
    assertThat(
            scenario
                .voteAt(DEADLINE.minus(Duration.ofHours(1)), "gina", "approve", "Asked.")
                .count()
                .result())
        .isEqualTo(new Result.Approved(List.of("gina"), "Asked."));
  }

  @Test
  void countsAStandInOnceWithThePersonTheyStandInFor() {
    var scenario =
        supportStage()
            .needing(2)
            .organization(SeatingTest.away("anna", "zoe"))
            .approve("anna")
            .approve("zoe");

    assertThat(scenario.count().result()).isEqualTo(new Result.Open());
    assertThat(scenario.count().votes().getLast().why()).contains("anna, for whom zoe stands in");
  }

  @Test
  void namesWhomAStandInStoodInFor() {
    VoteCount count =
        supportStage().organization(SeatingTest.away("anna", "zoe")).approve("zoe").count();

    assertThat(count.result()).isInstanceOf(Result.Approved.class);
    assertThat(count.votes().getFirst().insteadOf()).isEqualTo("anna");
  }

  @Test
  void approvesAtTheEndOnlyWhatIsSmallAndClean() {
    assertThat(atEnd().ofAmount(50).count().result()).isEqualTo(new Result.ApprovedAtEnd());
    assertThat(atEnd().ofAmount(50.01).count().result()).isEqualTo(new Result.TimedOut());
    assertThat(atEnd().ofAmount(50).withFinding().count().result())
        .isEqualTo(new Result.TimedOut());
    assertThat(atEnd().ofAmount(50).atEnd("reject").count().result())
        .isEqualTo(new Result.TimedOut());
    assertThat(atEnd().deniedBy(2).ofAmount(50).reject("anna").count().result())
        .isEqualTo(new Result.TimedOut());
  }

  @Test
  void offersTheSafeActionInstead() {
    assertThat(supportStage().atEnd("instead").countedAt(DEADLINE).verdict().instead())
        .isEqualTo("refund.suspend");
  }

  @Test
  void letsTheAgentOwnerVoteOnlyWhereTheRouteRelaxesIt() {
    assertThat(supportStage().dutiesRelaxed().approve("ben").count().result())
        .isInstanceOf(Result.Approved.class);
    assertThat(supportStage().approve("ben").count().result()).isEqualTo(new Result.Open());
  }

  private static ReviewScenario atEnd() {
    return supportStage().atEnd("approve").countedAt(DEADLINE);
  }
}
