package io.countersign.review;

import io.countersign.action.ProposedAction;
import io.countersign.action.ProposedAction.BusinessObject;
import io.countersign.action.ProposedAction.Context;
import io.countersign.action.ProposedAction.ProposingAgent;
import io.countersign.action.ProposedAction.Target;
import io.countersign.organization.Organization;
import io.countersign.organization.Organization.Agent;
import io.countersign.organization.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A support stage with anna, carl and dora, an agent owned by ben, and the votes of a test. */
final class ReviewScenario {

  static final Instant OPENED = Instant.parse("2026-03-02T09:00:00Z");
  static final Instant DEADLINE = OPENED.plus(Duration.ofHours(4));

  private final List<Vote> votes = new ArrayList<>();
  private int approvals = 1;
  private int rejections = 1;
  private boolean commentRequired;
  private String requestedBy = "customer-7";
  private Instant countedAt = OPENED.plus(Duration.ofHours(1));

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

  ReviewScenario approve(String person) {
    return vote(person, "approve", "looks right");
  }

  ReviewScenario reject(String person) {
    return vote(person, "reject", "not covered");
  }

  ReviewScenario vote(String person, String decision, String comment) {
    return voteAt(OPENED.plusSeconds(60L * (votes.size() + 1)), person, decision, comment);
  }

  ReviewScenario voteAt(Instant at, String person, String decision, String comment) {
    votes.add(new Vote(person, decision, comment, at));
    return this;
  }

  ReviewScenario countedAt(Instant countedAt) {
    this.countedAt = countedAt;
    return this;
  }

  VoteCount count() {
    return VoteCount.of(stage(), action(), organization(), votes, countedAt);
  }

  Seating seat() {
    return Reviewers.seat(stage(), action(), organization());
  }

  Stage stage() {
    return new Stage(
        "Support review",
        "support",
        approvals,
        rejections,
        commentRequired,
        DEADLINE + "[Etc/UTC]");
  }

  ProposedAction action() {
    return new ProposedAction(
        "act_00000000000000000000000000000001",
        new ProposingAgent("support-agent", "Support agent", "ben", true),
        "refund.issue",
        "Refund 240 EUR on order 1042",
        new BusinessObject("order", "1042"),
        Map.of("amount", 240),
        new Target("payments.refund", "production"),
        new Context(Map.of("orderTotal", 260), Map.of("rationale", "photo shows damage")),
        requestedBy,
        null,
        null,
        "sha256:" + "0".repeat(64),
        "sha256:" + "1".repeat(64),
        OPENED);
  }

  private static Organization organization() {
    return new Organization(
        List.of(
            person("anna", "support"),
            person("ben", "support"),
            person("carl", "support"),
            person("dora", "support", "finance"),
            person("frida", "finance")),
        List.of(new Agent("support-agent", "Support agent", "ben")),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static Person person(String id, String... roles) {
    return new Person(id, id, Set.of(roles), null, null, null, null);
  }
}
