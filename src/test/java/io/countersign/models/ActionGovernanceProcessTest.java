package io.countersign.models;

import static io.countersign.policy.ActionScenario.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.TimerRecordValue;
import io.camunda.zeebe.protocol.record.value.UserTaskRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import io.countersign.action.ProposedAction;
import io.countersign.policy.ActionScenario;
import io.countersign.policy.CheckPolicyWorker;
import io.countersign.policy.PolicyScenario;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every path of the governance process that needs no completed user task. */
@Timeout(60)
class ActionGovernanceProcessTest {

  private static final String VERDICT_BY = "{\"reached\":true,\"verdict\":\"%s\"}";

  private static final PathCoverage COVERAGE = new PathCoverage();

  private final ModelEngine engine = new ModelEngine();
  private final List<Object> steps = new ArrayList<>();
  private final CheckPolicyWorker policy = PolicyScenario.workerOnTuesdayNoon();
  private final AtomicInteger announced = new AtomicInteger();
  private final AtomicInteger delivered = new AtomicInteger();

  @AfterEach
  void stop() {
    COVERAGE.add(engine);
    engine.close();
  }

  @AfterAll
  static void everyPathWasTaken() {
    assertThat(COVERAGE.missing("action-governance")).isEmpty();
    assertThat(COVERAGE.missing("stage-review")).isEmpty();
  }

  @Test
  void smallRefundsRunOnTheirOwn() {
    start();

    propose(refund());

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(variable("control")).isEqualTo("autonomous");
    assertThat(variable("controlReason"))
        .isEqualTo("Refunds up to 50 by a known agent run on their own.");
    assertThat(completed()).doesNotContain("Task_ChooseRoute", "Task_DeliverCallback");
    assertThat(announced).hasValue(1);
    assertThat(delivered).hasValue(0);
  }

  @Test
  void aWantedCallbackIsDelivered() {
    start();

    propose(refund().withCallback("https://agent.example/decisions"));

    awaitEnd("EndEvent_DecisionDelivered");
    assertThat(delivered).hasValue(1);
  }

  @Test
  void aRefusedCallbackIsTriedAgain() {
    engine.deployModels();
    checkPolicy();
    announce();
    engine
        .client()
        .newWorker()
        .jobType("deliver-callback")
        .handler(
            (jobs, job) -> {
              if (delivered.incrementAndGet() < 3) {
                jobs.newFailCommand(job)
                    .retries(job.getRetries() - 1)
                    .errorMessage("The receiver answered 503")
                    .send()
                    .join();
              } else {
                jobs.newCompleteCommand(job)
                    .variables(Map.of("callback", Map.of("state", "delivered")))
                    .send()
                    .join();
              }
            })
        .open();

    propose(refund().withCallback("https://agent.example/decisions"));

    awaitEnd("EndEvent_DecisionDelivered");
    assertThat(engine.records(JobRecordValue.class))
        .filteredOn(job -> job.getIntent() == JobIntent.FAILED)
        .extracting(job -> job.getValue().getRetries())
        .containsExactly(9, 8);
  }

  @Test
  void largeRefundsAreBlocked() {
    start();

    propose(refund().ofAmount(9000));

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(variable("control")).isEqualTo("blocked");
    assertThat(variable("controlReason")).isEqualTo("Refunds above 5,000 are not for agents.");
    assertThat(completed()).doesNotContain("Task_ChooseRoute");
  }

  @Test
  void unknownTypesAreBlocked() {
    start();

    propose(refund().ofType("database.drop"));

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(variable("control")).isEqualTo("blocked");
  }

  @Test
  void aTableThatDecidesNothingBlocks() {
    startWith(
        "control.dmn",
        xml ->
            xml.replace("hitPolicy=\"FIRST\"", "hitPolicy=\"UNIQUE\"")
                .replaceAll("(?s)<rule .*</rule>", ""));

    propose(refund());

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(variable("control")).isEqualTo("blocked");
    assertThat(variable("controlReason"))
        .isEqualTo("No rule of the control table decided this action, so it is refused.");
  }

  @Test
  void aWordThatIsNoControlBlocks() {
    startWith("control.dmn", xml -> xml.replace("\"autonomous\"", "\"approve everything\""));

    propose(refund());

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(variable("control")).isEqualTo("blocked");
  }

  @Test
  void aPolicyCheckWithoutResultBlocks() {
    engine.deployModels();
    engine.work("check-policy", job -> Map.of());
    announce();

    propose(refund());

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(variable("control")).isEqualTo("blocked");
    assertThat(variable("controlReason"))
        .isEqualTo("The policy check gave no usable result, so the action is refused.");
  }

  @Test
  void aFloorThatIsNoControlBlocks() {
    engine.deployModels();
    engine.work(
        "check-policy",
        job -> {
          Map<String, Object> check = new HashMap<>(read(json(check(job)), Map.class));
          check.put("floor", "none");
          return Map.of("policy", check);
        });
    announce();

    propose(refund());

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(variable("control")).isEqualTo("blocked");
  }

  @Test
  void findingsTightenAutonomousToBlockedAndSayWhy() {
    start();

    propose(refund().byUnknownAgent());

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(variable("control")).isEqualTo("blocked");
    assertThat(variable("controlReason"))
        .isEqualTo("The agent is not in the inventory, so it may not move money.");
  }

  @Test
  void findingsTightenAutonomousToReviewAndSayWhy() {
    start();
    propose(refund().withId("act_1"));
    awaitEnd("EndEvent_DecisionAnnounced");

    propose(refund().withId("act_2"));

    awaitCompleted("Task_ChooseRoute");
    assertThat(variable("control")).isEqualTo("review");
    assertThat(variable("controlReason")).startsWith("Likely a duplicate");
  }

  @Test
  void aReviewThatNobodyMayDecideGoesStraightToTheCount() {
    start();

    propose(refund().ofAmount(240));

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(completed())
        .contains("Task_SeatReviewers", "Task_CountVotes", "EndEvent_StageDecided")
        .doesNotContain("Task_ReviewAction");
    assertThat(variable("verdict")).contains("timed_out");
  }

  @Test
  void aReviewWithoutSeatsIsNotPassed() {
    engine.deployModels();
    checkPolicy();
    announce();
    seat(List.of(), true);
    count("timed_out");

    propose(refund().ofAmount(240));

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(completed()).doesNotContain("Task_ReviewAction");
  }

  @Test
  void aReviewOpensOneTaskForEachSeatUntilTheDeadline() {
    startWithSeats();

    propose(refund().ofAmount(240));

    UserTaskRecordValue task = awaitUserTask();
    assertThat(task.getCandidateGroupsList()).containsExactly("support");
    assertThat(task.getCandidateUsersList()).containsExactly("ana", "ben");
    assertThat(task.getFormKey()).isPositive();
    assertThat(ZonedDateTime.parse(task.getDueDate()).toInstant())
        .isBetween(
            Instant.now().plus(Duration.ofHours(3)), Instant.now().plus(Duration.ofHours(5)));

    engine.letPass(Duration.ofHours(5));

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(completed()).contains("BoundaryEvent_ReviewOverdue", "Task_CountVotes");
    assertThat(engine.records(UserTaskRecordValue.class))
        .anyMatch(record -> record.getIntent() == UserTaskIntent.CANCELED);
  }

  @Test
  void votesThatDoNotCountSeatTheStageAgain() {
    AtomicInteger counts = new AtomicInteger();
    engine.deployModels();
    checkPolicy();
    announce();
    seat(List.of(), false);
    engine.work(
        "count-votes",
        job ->
            counts.incrementAndGet() < 2
                ? Map.of("verdict", Map.of("reached", false), "reopened", List.of("Not eligible"))
                : Map.of("verdict", read(VERDICT_BY.formatted("rejected"), Map.class)));

    propose(refund().ofAmount(240));

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(completed().stream().filter("Task_SeatReviewers"::equals)).hasSize(2);
  }

  @Test
  void theReviewGivesBackNothingButItsVerdict() {
    start();

    propose(refund().ofAmount(240));

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(rootVariables())
        .containsExactlyInAnyOrder(
            "action",
            "policy",
            "control",
            "controlReason",
            "route",
            "verdicts",
            "verdict",
            "decision");
  }

  @Test
  void aJobCannotWriteOtherVariables() {
    engine.deployModels();
    engine.work("check-policy", job -> Map.of("policy", check(job), "control", "autonomous"));
    engine.work(
        "announce-decision",
        job -> Map.of("decision", Map.of("verdict", "rejected"), "verdict", "approved"));

    propose(refund().ofAmount(9000));

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(variable("control")).isEqualTo("blocked");
    assertThat(rootVariables()).doesNotContain("verdict");
  }

  @Test
  void theMessageBringsNothingButTheAction() {
    start();

    publish(refund().action(), Map.of("control", "autonomous", "verdict", "approved"));

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(rootVariables()).doesNotContain("verdict");
  }

  @Test
  void aRepeatedProposalStartsNothing() {
    start();
    propose(refund());
    awaitEnd("EndEvent_DecisionAnnounced");

    assertThatThrownBy(() -> propose(refund())).hasMessageContaining("already published");
    assertThat(announced).hasValue(1);
  }

  @Test
  void stepsRunOneAfterTheOther() {
    startApproving();

    propose(refund().ofAmount(4000));
    vote("approve");
    vote("approve");

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(variable("verdict")).contains("\"verdict\":\"approved\"");
    assertThat(completed().stream().filter("EndEvent_StepDecided"::equals)).hasSize(2);
  }

  @Test
  void aRejectionEndsTheReviewWithoutTheNextStep() {
    engine.deployModelsWithTasksAsJobs(UnaryOperator.identity());
    checkPolicy();
    announce();
    seat(SEAT, true);
    count("rejected");

    propose(refund().ofAmount(4000));
    vote("reject");

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(variable("verdict")).contains("\"verdict\":\"rejected\"");
    assertThat(completed().stream().filter("EndEvent_StageDecided"::equals)).hasSize(1);
  }

  @Test
  void aRejectionClosesTheStageBesideIt() {
    engine.deployModelsWithTasksAsJobs(
        xml -> xml.replace("<text>\"legal-sign-off\"</text>", "<text>\"stage-review\"</text>"));
    checkPolicy();
    announce();
    seat(SEAT, true);
    count("rejected");

    propose(refund().ofType("contract.sign"));
    vote("reject");

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(variable("verdict")).contains("\"verdict\":\"rejected\"");
    assertThat(engine.records(JobRecordValue.class))
        .anyMatch(record -> record.getIntent() == JobIntent.CANCELED);
  }

  @Test
  void whatTheAgentWithdrawsIsNoLongerReviewed() {
    startApproving();

    propose(refund().ofAmount(240).withId("act_w"));
    awaitTask();
    message("action-withdrawn", "act_w", Map.of("reason", "The customer called."));

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(variable("verdict"))
        .contains("withdrawn", "The agent withdrew it: The customer called.");
    assertThat(engine.records(JobRecordValue.class))
        .anyMatch(record -> record.getIntent() == JobIntent.CANCELED);
  }

  @Test
  void whatAnOperatorHaltsIsNoLongerReviewed() {
    startApproving();

    propose(refund().ofAmount(240).withId("act_h"));
    awaitTask();
    message("action-halted", "act_h", Map.of("reason", "Halted by olga (everything): Look."));

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(variable("verdict")).contains("halted", "Halted by olga (everything): Look.");
    assertThat(engine.records(JobRecordValue.class))
        .anyMatch(record -> record.getIntent() == JobIntent.CANCELED);
  }

  @Test
  void anApprovalIsFollowedToItsOutcome() {
    startReleasing("expired");

    propose(refund().ofAmount(240).withId("act_r"));
    vote("approve");
    awaitTimer("CatchEvent_ExecuteByPassed");
    message("release-closed", "act_r", Map.of("release", Map.of("state", "redeemed")));
    message("outcome-reported", "act_r", Map.of("outcome", Map.of("result", "executed")));

    awaitEnd("EndEvent_OutcomeKnown");
    assertThat(completed()).doesNotContain("Task_ExpireRelease", "Task_TellExpiry");
  }

  @Test
  void aReleaseThatWasRedeemedBeforeTheProcessWaitsForItIsHeard() {
    startReleasing("expired");

    message("release-closed", "act_e", Map.of("release", Map.of("state", "redeemed")));
    propose(refund().ofAmount(240).withId("act_e"));
    vote("approve");

    awaitCompleted("CatchEvent_ReleaseClosed");
  }

  @Test
  void withoutAnOutcomeInTimeItIsUnknown() {
    startReleasing("expired");

    propose(refund().ofAmount(240).withId("act_u"));
    vote("approve");
    awaitTimer("CatchEvent_ExecuteByPassed");
    message("release-closed", "act_u", Map.of("release", Map.of("state", "redeemed")));
    awaitTimer("CatchEvent_OutcomeOverdue");
    engine.letPass(Duration.ofMinutes(31));

    awaitEnd("EndEvent_OutcomeUnknown");
  }

  @Test
  void anApprovalThatNobodyRedeemsExpiresAndTheAgentIsTold() {
    startReleasing("expired");

    propose(refund().withCallback("https://agent.example/decisions"));
    awaitTimer("CatchEvent_ExecuteByPassed");
    engine.letPass(Duration.ofMinutes(61));

    awaitEnd("EndEvent_ExpiryTold");
    assertThat(delivered).hasValue(1);
  }

  @Test
  void anApprovalThatIsHaltedEndsAndTheAgentIsTold() {
    startReleasing("expired");

    propose(refund().withCallback("https://agent.example/decisions").withId("act_s"));
    awaitTimer("CatchEvent_ExecuteByPassed");
    message(
        "release-closed",
        "act_s",
        Map.of(
            "release",
            Map.of("state", "halted", "by", "olga", "reason", "Look.", "at", "2026-03-02T09:00Z")));

    awaitEnd("EndEvent_HaltTold");
    assertThat(delivered).hasValue(1);
  }

  @Test
  void aRedemptionAtTheLastMomentIsNoExpiry() {
    startReleasing("redeemed");

    propose(refund().ofAmount(240));
    vote("approve");
    awaitTimer("CatchEvent_ExecuteByPassed");
    engine.letPass(Duration.ofMinutes(61));

    awaitTimer("CatchEvent_OutcomeOverdue");
    assertThat(completed()).contains("Task_ExpireRelease");
  }

  @Test
  void whatIsTakenBackAfterItsApprovalEndsThere() {
    startReleasing("expired");

    propose(refund().ofAmount(240).withId("act_b"));
    vote("approve");
    awaitTimer("CatchEvent_ExecuteByPassed");
    message("release-closed", "act_b", Map.of("release", Map.of("state", "withdrawn")));

    awaitEnd("EndEvent_ReleaseEnded");
  }

  @Test
  void whatAReviewerChangesIsLookedAtAnew() {
    AtomicInteger counts = new AtomicInteger();
    ProposedAction action = refund().ofAmount(240).action();
    ProposedAction changed = action.changed("anna", "Refund by support", "{\"amount\": 20}");
    startSeated();
    engine.work("change-action", job -> Map.of("changed", Map.of("action", changed)));
    engine.work(
        "count-votes",
        job ->
            counts.incrementAndGet() < 2
                ? Map.of(
                    "verdict",
                    Map.of("reached", true, "verdict", "rejected", "change", Map.of("by", "anna")))
                : Map.of("verdict", read(VERDICT_BY.formatted("approved"), Map.class)));

    publish(action, Map.of());
    vote("change");
    awaitCompleted("Task_ChangeAction");
    vote("approve");

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(variable("control")).isEqualTo("review");
    assertThat(variable("action")).contains(changed.digest());
    assertThat(completed().stream().filter("Task_CheckPolicy"::equals)).hasSize(2);
    assertThat(variable("verdict")).contains("\"verdict\":\"approved\"");
  }

  @Test
  void anAnswerOfTheAgentSeatsTheStageAgain() {
    startAsking();

    propose(refund().ofAmount(240));
    vote("clarify");
    awaitCompleted("Task_AskAgent");
    message("question-answered", "question_1", Map.of("answer", "The second photo."));
    vote("approve");

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(completed()).contains("Activity_Clarification");
    assertThat(engine.records(VariableRecordValue.class))
        .anyMatch(
            it ->
                it.getValue().getName().equals("clarifications")
                    && it.getValue().getValue().contains("The second photo."));
  }

  @Test
  void withoutAnAnswerInTimeTheStageGoesOn() {
    startAsking();

    propose(refund().ofAmount(240));
    vote("clarify");
    awaitCompleted("Task_AskAgent");
    engine.letPass(Duration.ofHours(2));
    vote("approve");

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(completed()).contains("BoundaryEvent_AnswerOverdue");
  }

  @Test
  void remindsAndEscalatesWithoutEndingTheVote() {
    startApproving();
    steps.add(step("remind", Duration.ofHours(1)));
    steps.add(step("escalate", Duration.ofHours(2)));

    propose(refund().ofAmount(240));
    awaitTask();
    engine.letPass(Duration.ofMinutes(61));
    awaitCompleted("Task_RemindReviewers");
    engine.letPass(Duration.ofMinutes(61));
    awaitCompleted("Task_EscalateReview");
    vote("approve");

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(variable("verdict")).contains("\"verdict\":\"approved\"");
  }

  @Test
  void theVoteEndsRemindersThatAreStillToCome() {
    startApproving();
    steps.add(step("remind", Duration.ofHours(1)));

    propose(refund().ofAmount(240));
    vote("approve");

    awaitEnd("EndEvent_DecisionAnnounced");
    assertThat(completed()).doesNotContain("Task_RemindReviewers");
  }

  @Test
  void otherPeopleLookAgainAtAnEmergency() {
    startApproving();

    propose(refund().ofType("production.write"));
    vote("approve");
    awaitCompleted("Task_AnnounceDecision");
    vote("reject");

    awaitEnd("EndEvent_LookedAgain");
    assertThat(announced).hasValue(1);
    assertThat(variable("verdict")).contains("\"verdict\":\"approved\"");
  }

  private static final String TASK = "io.camunda.zeebe:userTask";

  private static final List<?> SEAT =
      List.of(
          Map.of(
              "id", "seat-1",
              "candidateUsers", List.of("ana", "ben"),
              "candidateGroups", List.of("support")));

  /** Reviews whose count says what was voted last. */
  private void startApproving() {
    startSeated();
    count("approved");
  }

  private void startSeated() {
    engine.deployModelsWithTasksAsJobs(UnaryOperator.identity());
    checkPolicy();
    engine.work(
        "announce-decision",
        job -> {
          announced.incrementAndGet();
          return Map.of("decision", Map.of("verdict", "approved"));
        });
    seat(SEAT, true);
    engine.work("remind-reviewers", job -> Map.of("reminder", Map.of("note", "Hurry.")));
    engine.work("escalate-review", job -> Map.of("escalation", Map.of("note", "Greta too.")));
  }

  /** Reviews that approve, and approvals that hold for an hour. */
  private void startReleasing(String closedAs) {
    Instant now = Instant.now();
    engine.deployModelsWithTasksAsJobs(UnaryOperator.identity());
    checkPolicy();
    engine.work(
        "announce-decision",
        job ->
            Map.of(
                "decision",
                Map.of(
                    "verdict", "approved",
                    "decidedAt", now.toString(),
                    "executeBy", now.plus(Duration.ofHours(1)).toString(),
                    "reportBy", now.plus(Duration.ofMinutes(90)).toString())));
    seat(SEAT, true);
    count("approved");
    engine.work("expire-release", job -> Map.of("release", Map.of("state", closedAs)));
    engine.work(
        "deliver-callback",
        job -> {
          if (job.getCustomHeaders().containsKey("event")) {
            delivered.incrementAndGet();
          }
          return Map.of("callback", Map.of("state", "delivered"));
        });
  }

  private void awaitTimer(String element) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                engine
                    .records(TimerRecordValue.class)
                    .anyMatch(
                        timer ->
                            timer.getIntent() == TimerIntent.CREATED
                                && timer.getValue().getTargetElementId().equals(element)));
  }

  /** Reviews whose first count asks the agent. */
  private void startAsking() {
    AtomicInteger counts = new AtomicInteger();
    engine.deployModelsWithTasksAsJobs(UnaryOperator.identity());
    checkPolicy();
    announce();
    seat(SEAT, true);
    engine.work(
        "count-votes",
        job ->
            counts.incrementAndGet() < 2
                ? Map.of(
                    "verdict",
                    Map.of(
                        "reached",
                        false,
                        "question",
                        Map.of(
                            "id",
                            "question_1",
                            "by",
                            "ana",
                            "text",
                            "Which photo?",
                            "answerBy",
                            Instant.now().plus(Duration.ofHours(1)).toString())))
                : Map.of("verdict", read(VERDICT_BY.formatted("approved"), Map.class)));
    engine.work("ask-agent", job -> Map.of("asked", Map.of("question", "Which photo?")));
  }

  private static Map<String, Object> step(String kind, Duration after) {
    return Map.of("kind", kind, "at", Instant.now().plus(after).toString(), "to", "fallback-owner");
  }

  /** Completes the next open task. */
  private void vote(String decision) {
    ActivatedJob task =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> openTasks().stream().findFirst().orElse(null), java.util.Objects::nonNull);
    engine.client().newCompleteCommand(task).variables(Map.of("decision", decision)).send().join();
  }

  private List<ActivatedJob> openTasks() {
    return engine
        .client()
        .newActivateJobsCommand()
        .jobType(TASK)
        .maxJobsToActivate(1)
        .timeout(Duration.ofHours(10))
        .requestTimeout(Duration.ofSeconds(1))
        .send()
        .join()
        .getJobs();
  }

  private void awaitTask() {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                engine
                    .records(JobRecordValue.class)
                    .anyMatch(
                        job ->
                            job.getIntent() == JobIntent.CREATED
                                && job.getValue().getType().equals(TASK)));
  }

  private void message(String name, String key, Map<String, Object> variables) {
    engine
        .client()
        .newPublishMessageCommand()
        .messageName(name)
        .correlationKey(key)
        .timeToLive(Duration.ofMinutes(1))
        .variables(variables)
        .send()
        .join();
  }

  /** All workers, with a review that nobody may decide. */
  private void start() {
    startWith("", UnaryOperator.identity());
  }

  private void startWith(String changedModel, UnaryOperator<String> change) {
    engine.deployModels(changedModel, change);
    checkPolicy();
    announce();
    seat(List.of(), false);
    count("timed_out");
    engine.work(
        "deliver-callback",
        job -> {
          delivered.incrementAndGet();
          return Map.of("callback", Map.of("state", "delivered"));
        });
  }

  private void startWithSeats() {
    engine.deployModels();
    checkPolicy();
    announce();
    seat(
        List.of(
            Map.of(
                "id", "seat-1",
                "candidateUsers", List.of("ana", "ben"),
                "candidateGroups", List.of("support"))),
        true);
    count("timed_out");
  }

  private void checkPolicy() {
    engine.work("check-policy", job -> Map.of("policy", check(job)));
  }

  private Object check(ActivatedJob job) {
    ProposedAction action =
        ModelEngine.JSON.convertValue(job.getVariable("action"), ProposedAction.class);
    return policy.checkPolicy(action).policy();
  }

  private void announce() {
    engine.work(
        "announce-decision",
        job -> {
          announced.incrementAndGet();
          return Map.of("decision", Map.of("control", job.getVariable("control")));
        });
  }

  private void seat(List<?> seats, boolean satisfiable) {
    engine.work("note-vote", job -> Map.of("noted", List.of(Map.of("name", "ana"))));
    engine.work(
        "seat-reviewers",
        job ->
            Map.of(
                "seating",
                Map.of(
                    "seats",
                    seats,
                    "satisfiable",
                    satisfiable,
                    "approvalsLeft",
                    1,
                    "rejectionsLeft",
                    1,
                    "priority",
                    50,
                    "decideBy",
                    Instant.now().plus(Duration.ofHours(4)).toString(),
                    "steps",
                    steps),
                "review",
                Map.of("who", "Support agent"),
                "stage",
                Map.of("approvals", 0)));
  }

  private void count(String verdict) {
    engine.work(
        "count-votes", job -> Map.of("verdict", read(VERDICT_BY.formatted(verdict), Map.class)));
  }

  private void propose(ActionScenario scenario) {
    publish(scenario.action(), Map.of());
  }

  private void publish(ProposedAction action, Map<String, Object> more) {
    Map<String, Object> variables = new HashMap<>(more);
    variables.put("action", action);
    engine
        .client()
        .newPublishMessageCommand()
        .messageName("action-proposed")
        .correlationKey(action.id())
        .messageId(action.id())
        .timeToLive(Duration.ofHours(1))
        .variables(variables)
        .send()
        .join();
  }

  private void awaitEnd(String endEvent) {
    awaitCompleted(endEvent);
  }

  private void awaitCompleted(String element) {
    await().atMost(Duration.ofSeconds(20)).until(() -> completed().contains(element));
  }

  private UserTaskRecordValue awaitUserTask() {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                engine
                    .records(UserTaskRecordValue.class)
                    .filter(record -> record.getIntent() == UserTaskIntent.CREATED)
                    .map(record -> record.getValue())
                    .findFirst()
                    .orElse(null),
            java.util.Objects::nonNull);
  }

  private List<String> completed() {
    return engine
        .records(ProcessInstanceRecordValue.class)
        .filter(record -> record.getIntent() == ProcessInstanceIntent.ELEMENT_COMPLETED)
        .map(record -> record.getValue().getElementId())
        .toList();
  }

  /** The latest value of a variable of the governance process itself. */
  private @Nullable String variable(String name) {
    return engine
        .records(VariableRecordValue.class)
        .map(record -> record.getValue())
        .filter(value -> value.getName().equals(name))
        .filter(value -> value.getScopeKey() == value.getProcessInstanceKey())
        .filter(value -> value.getBpmnProcessId().equals("action-governance"))
        .reduce((earlier, later) -> later)
        .map(value -> value.getValue().replaceAll("^\"|\"$", ""))
        .orElse(null);
  }

  private List<String> rootVariables() {
    return engine
        .records(VariableRecordValue.class)
        .map(record -> record.getValue())
        .filter(value -> value.getScopeKey() == value.getProcessInstanceKey())
        .filter(value -> value.getBpmnProcessId().equals("action-governance"))
        .map(VariableRecordValue::getName)
        .distinct()
        .toList();
  }

  private static String json(Object value) {
    try {
      return ModelEngine.JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return ModelEngine.JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
