package io.countersign.review;

import io.countersign.action.ProposedAction;
import io.countersign.action.ProposedAction.BusinessObject;
import io.countersign.action.ProposedAction.Context;
import io.countersign.action.ProposedAction.ProposingAgent;
import io.countersign.action.ProposedAction.Target;
import io.countersign.organization.Organization;
import io.countersign.organization.OrganizationText;
import io.countersign.web.ActsFor;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A support stage with anna, carl and dora, an agent owned by ben, and the votes of a test. */
final class ReviewScenario {

  private static final String ORGANIZATION =
      """
      roles:
        - {id: support, name: Support}
        - {id: finance, name: Finance}
      departments:
        - {id: finance, name: Finance, head: gina}
      people:
        - {id: anna, name: Anna, roles: [support], manager: ben}
        - {id: ben, name: Ben, roles: [support], manager: gina}
        - {id: carl, name: Carl, roles: [support], manager: ben}
        - {id: dora, name: Dora, roles: [support, finance], manager: ben}
        - {id: frida, name: Frida, roles: [finance], manager: gina}
        - id: gina
          name: Gina
          roles: []
          departments: [finance]
          limits: [{type: refund.issue, currency: EUR, upTo: 1000}]
        - {id: zoe, name: Zoe, roles: []}
      fallbackOwner: zoe
      owners: [{businessObject: order/*, person: frida}]
      working:
        zone: Europe/Berlin
        days: [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY]
        from: "08:00"
        to: "18:00"
      approveAtEnd: {EUR: 50}
      delegations: []
      agents:
        - {id: support-agent, name: Support agent, owner: ben}
      """;

  static final Instant OPENED = Instant.parse("2026-03-02T09:00:00Z");
  static final Instant DEADLINE = OPENED.plus(Duration.ofHours(4));

  private final List<Vote> votes = new ArrayList<>();
  private int approvals = 1;
  private int rejections = 1;
  private boolean commentRequired;
  private String requestedBy = "customer-7";
  private ActsFor actsFor;
  private Instant countedAt = OPENED.plus(Duration.ofHours(1));
  private Instant now = OPENED;
  private List<String> who = List.of("role:support");
  private List<String> mustInclude = List.of();
  private List<Stage.Escalation> escalate = List.of();
  private List<String> remindAfter = List.of();
  private String atEnd = "reject";
  private String fallback;
  private String separation = "strict";
  private boolean workingTime;
  private String decideWithin = "PT4H";
  private BigDecimal amount = BigDecimal.valueOf(240);
  private boolean clean = true;
  private Map<String, Object> arguments = Map.of("amount", 240);
  private Tally tally = Tally.none();
  private String yaml = ORGANIZATION;

  static ReviewScenario supportStage() {
    return new ReviewScenario();
  }

  ReviewScenario needing(int approvals) {
    this.approvals = approvals;
    return this;
  }

  ReviewScenario deniedBy(int rejections) {
    this.rejections = rejections;
    return this;
  }

  ReviewScenario commentRequired() {
    this.commentRequired = true;
    return this;
  }

  ReviewScenario requestedBy(String person) {
    this.requestedBy = person;
    return this;
  }

  /** The agent's token proves this chain. */
  ReviewScenario provenToActFor(String subject, String... actors) {
    this.actsFor =
        new ActsFor(
            "https://issuer",
            subject,
            Stream.of(actors).map(it -> new ActsFor.Actor(it, null)).toList());
    return this;
  }

  ReviewScenario approve(String person) {
    return vote(person, "approve", "looks right");
  }

  ReviewScenario reject(String person) {
    return vote(person, "reject", "not covered");
  }

  ReviewScenario vote(String person, String decision, String comment) {
    return voteAt(OPENED.plusSeconds(60L * (votes.size() + 1)), person, decision, comment);
  }

  ReviewScenario change(String person, String changes) {
    Instant at = OPENED.plusSeconds(60L * (votes.size() + 1));
    votes.add(new Vote(person, "change", "not all of it", changes, at, false));
    return this;
  }

  ReviewScenario voteAt(Instant at, String person, String decision, String comment) {
    votes.add(new Vote(person, decision, comment, at, false));
    return this;
  }

  ReviewScenario countedAt(Instant countedAt) {
    this.countedAt = countedAt;
    return this;
  }

  ReviewScenario who(String... selectors) {
    this.who = List.of(selectors);
    return this;
  }

  ReviewScenario mustInclude(String... roles) {
    this.mustInclude = List.of(roles);
    return this;
  }

  ReviewScenario escalatingTo(String selector, String after) {
    this.escalate = List.of(new Stage.Escalation(after, selector));
    return this;
  }

  ReviewScenario remindingAfter(String... durations) {
    this.remindAfter = List.of(durations);
    return this;
  }

  ReviewScenario atEnd(String word) {
    this.atEnd = word;
    return this;
  }

  ReviewScenario fallingBackTo(String selector) {
    this.fallback = selector;
    return this;
  }

  ReviewScenario dutiesRelaxed() {
    this.separation = "relaxed";
    return this;
  }

  ReviewScenario inWorkingTime() {
    this.workingTime = true;
    return this;
  }

  ReviewScenario decideWithin(String duration) {
    this.decideWithin = duration;
    return this;
  }

  ReviewScenario ofAmount(double amount) {
    this.amount = BigDecimal.valueOf(amount);
    return this;
  }

  ReviewScenario arguing(Map<String, Object> arguments) {
    this.arguments = arguments;
    return this;
  }

  ReviewScenario withFinding() {
    this.clean = false;
    return this;
  }

  /** Every vote so far was cast before the agent was asked. */
  ReviewScenario agentAnswers() {
    votes.replaceAll(it -> new Vote(it.person(), it.decision(), it.comment(), it.at(), true));
    return this;
  }

  ReviewScenario organization(UnaryOperator<String> change) {
    this.yaml = change.apply(yaml);
    return this;
  }

  ReviewScenario after(Tally tally) {
    this.tally = tally;
    return this;
  }

  ReviewScenario now(Instant now) {
    this.now = now;
    return this;
  }

  VoteCount count() {
    Seating seating = seat();
    return VoteCount.of(
        new Reviewers(stage(), subject(), organization(), seating.widened()),
        action(),
        seating,
        votes,
        countedAt);
  }

  StageVerdict verdict() {
    return StageVerdict.of(count(), action(), stage(), seat(), "77", countedAt);
  }

  /** The count so far, as the next seating reads it. */
  Tally tally() {
    StageVerdict verdict = verdict();
    return new Tally(
        verdict.approvers(),
        verdict.rejecters(),
        verdict.missingRoles(),
        verdict.extended(),
        verdict.votes(),
        verdict.question());
  }

  Seating seat() {
    return Seating.of(stage(), subject(), organization(), tally, now);
  }

  Stage stage() {
    return new Stage(
        "Support review",
        who,
        false,
        approvals,
        rejections,
        mustInclude,
        decideWithin,
        workingTime,
        remindAfter,
        escalate,
        atEnd,
        "refund.suspend",
        fallback,
        commentRequired,
        separation,
        50,
        "PT1H",
        OPENED + "[Etc/UTC]");
  }

  private Case subject() {
    var policy =
        new Case.Policy(
            clean ? List.of() : List.of(new Case.Policy.Finding("P-1", "Something was found.")),
            new Case.Policy.Facts(amount, "EUR"));
    return Case.of(action(), policy);
  }

  ProposedAction action() {
    return new ProposedAction(
        "act_00000000000000000000000000000001",
        new ProposingAgent("support-agent", "Support agent", "ben", true),
        "refund.issue",
        "Refund 240 EUR on order 1042",
        new BusinessObject("order", "1042"),
        arguments,
        new Target("payments.refund", "production"),
        new Context(Map.of("orderTotal", 260), Map.of("rationale", "photo shows damage")),
        requestedBy,
        actsFor,
        null,
        null,
        null,
        "sha256:" + "0".repeat(64),
        "sha256:" + "1".repeat(64),
        OPENED,
        null);
  }

  Organization organization() {
    return OrganizationText.read(yaml);
  }
}
