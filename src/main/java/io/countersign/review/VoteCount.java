package io.countersign.review;

import io.countersign.action.ProposedAction;
import io.countersign.review.Reviewers.Reviewer;
import io.countersign.web.RefusedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the votes of a stage: from the history alone, each person once, each eligible when they
 * voted, none late.
 *
 * @param result what they give together
 * @param votes every vote with whether it counts, in the order they were cast
 * @param approvers who approved
 * @param rejecters who rejected
 * @param missingRoles roles that must approve and have not
 */
record VoteCount(
    Result result,
    List<CountedVote> votes,
    List<String> approvers,
    List<String> rejecters,
    List<String> missingRoles) {

  /** What a count can give. */
  sealed interface Result {
    /** More votes may still decide. */
    record Open() implements Result {}

    /** Someone wants to know something of the agent first. */
    record Question(String by, String text) implements Result {}

    /**
     * Someone approves it with other arguments: policy and the whole route look at it anew.
     *
     * @param to the action as it would be
     * @param changes what they wrote
     * @param at when they voted
     */
    record Changed(
        ProposedAction to, @Nullable String changes, @Nullable String comment, Instant at)
        implements Result {}

    record Approved(List<String> by, @Nullable String comment) implements Result {}

    record Rejected(List<String> by, @Nullable String comment) implements Result {}

    /** The time is over without enough votes. */
    record TimedOut() implements Result {}

    /** The time is over once; it goes on for as long again, with the next people asked too. */
    record Extended() implements Result {}

    /** The time is over, and the route lets so small an action pass. */
    record ApprovedAtEnd() implements Result {}
  }

  /**
   * @param insteadOf whom the voter stood in for
   * @param why why it does not count; null if it does
   */
  record CountedVote(Vote vote, @Nullable String insteadOf, @Nullable String why) {

    boolean counts() {
      return why == null;
    }
  }

  /**
   * @param reviewers who may decide
   * @param action what they decide
   * @param seating the times of the stage
   * @param votes every vote of the stage, in log order
   * @param now the engine's time of the count
   */
  static VoteCount of(
      Reviewers reviewers, ProposedAction action, Seating seating, List<Vote> votes, Instant now) {
    List<CountedVote> counted = new ArrayList<>();
    Set<String> voices = new HashSet<>();
    List<Vote> approvals = new ArrayList<>();
    List<Vote> rejections = new ArrayList<>();
    List<Vote> questions = new ArrayList<>();
    List<Result.Changed> changes = new ArrayList<>();
    for (Vote vote : votes) {
      Optional<Reviewer> voter = reviewers.find(vote.person(), vote.at());
      String insteadOf = voter.map(Reviewer::insteadOf).orElse(null);
      Optional<String> why = whyNot(vote, reviewers, action, seating, voices, insteadOf);
      counted.add(new CountedVote(vote, insteadOf, why.orElse(null)));
      if (why.isEmpty()) {
        voices.add(vote.person());
        voices.add(insteadOf);
        switch (String.valueOf(vote.decision())) {
          case "approve" -> approvals.add(vote);
          case "reject" -> rejections.add(vote);
          case "change" -> changes.add(changed(vote, action, reviewers.stage()));
          default -> questions.add(vote);
        }
      }
    }
    List<String> missing = missingRoles(reviewers, approvals);
    return new VoteCount(
        result(reviewers, seating, approvals, rejections, questions, changes, missing, now),
        List.copyOf(counted),
        people(approvals),
        people(rejections),
        missing);
  }

  private static Result result(
      Reviewers reviewers,
      Seating seating,
      List<Vote> approvals,
      List<Vote> rejections,
      List<Vote> questions,
      List<Result.Changed> changes,
      List<String> missing,
      Instant now) {
    Stage stage = reviewers.stage();
    if (stage.approvals() < 1 || stage.rejections() < 1) {
      return new Result.Rejected(List.of(), "The route asks for no approval at all.");
    }
    if (rejections.size() >= stage.rejections()) {
      return new Result.Rejected(people(rejections), rejections.getLast().comment());
    }
    boolean over = !now.isBefore(seating.decideBy());
    if (!questions.isEmpty() && !over) {
      return new Result.Question(
          questions.getFirst().person(), String.valueOf(questions.getFirst().comment()));
    }
    if (!changes.isEmpty() && !over) {
      return changes.getFirst();
    }
    if (approvals.size() >= stage.approvals()
        && missing.isEmpty()
        && questions.isEmpty()
        && changes.isEmpty()) {
      return new Result.Approved(people(approvals), approvals.getLast().comment());
    }
    return over ? atEnd(reviewers, seating, rejections) : new Result.Open();
  }

  /** Only what was not rejected by anyone, and what no rule has anything against, may pass. */
  private static Result atEnd(Reviewers reviewers, Seating seating, List<Vote> rejections) {
    Case subject = reviewers.subject();
    String word = String.valueOf(reviewers.stage().atEnd());
    if (word.equals("escalate") && !seating.extended()) {
      return new Result.Extended();
    }
    return word.equals("approve")
            && rejections.isEmpty()
            && subject.clean()
            && reviewers.organization().mayApproveAtEnd(subject.amount(), subject.currency())
        ? new Result.ApprovedAtEnd()
        : new Result.TimedOut();
  }

  private static Optional<String> whyNot(
      Vote vote,
      Reviewers reviewers,
      ProposedAction action,
      Seating seating,
      Set<String> voices,
      @Nullable String insteadOf) {
    if (vote.outdated()) {
      return Optional.of(vote.person() + " voted before the agent was asked.");
    }
    Optional<String> ineligible = reviewers.whyNot(vote.person(), vote.at());
    if (ineligible.isPresent()) {
      return ineligible;
    }
    if (voices.contains(vote.person())) {
      return Optional.of(vote.person() + " has voted already.");
    }
    if (insteadOf != null && voices.contains(insteadOf)) {
      return Optional.of(insteadOf + ", for whom " + vote.person() + " stands in, has voted.");
    }
    if (!vote.at().isBefore(seating.decideBy())) {
      return Optional.of(vote.person() + " voted after the deadline.");
    }
    return switch (vote.decision()) {
      case "approve" ->
          reviewers.stage().commentRequired() && !vote.commented()
              ? Optional.of(vote.person() + " approved without the comment that is required.")
              : Optional.empty();
      case "reject" ->
          vote.commented()
              ? Optional.empty()
              : Optional.of(vote.person() + " rejected without saying why.");
      case "clarify" ->
          vote.commented()
              ? Optional.empty()
              : Optional.of(vote.person() + " wanted to ask, but wrote no question.");
      case "change" -> whyNoChange(vote, action, reviewers.stage());
      case null, default ->
          Optional.of(vote.person() + " neither approved, nor rejected, nor asked.");
    };
  }

  private static Optional<String> whyNoChange(Vote vote, ProposedAction action, Stage stage) {
    if (!vote.commented()) {
      return Optional.of(vote.person() + " changed it without saying why.");
    }
    try {
      changed(vote, action, stage);
      return Optional.empty();
    } catch (RefusedException wrong) {
      return Optional.of(vote.person() + " wanted to change it: " + wrong.getMessage());
    }
  }

  private static Result.Changed changed(Vote vote, ProposedAction action, Stage stage) {
    return new Result.Changed(
        action.changed(vote.person(), stage.name(), vote.changes()),
        vote.changes(),
        vote.comment(),
        vote.at());
  }

  /** A person covers one role only: finance and legal means two people. */
  private static List<String> missingRoles(Reviewers reviewers, List<Vote> approvals) {
    List<Reviewer> free =
        new ArrayList<>(
            approvals.stream()
                .flatMap(it -> reviewers.find(it.person(), it.at()).stream())
                .toList());
    List<String> missing = new ArrayList<>();
    for (String role : reviewers.stage().mustInclude()) {
      Optional<Reviewer> holder = free.stream().filter(it -> reviewers.holds(it, role)).findFirst();
      holder.ifPresentOrElse(free::remove, () -> missing.add(role));
    }
    return List.copyOf(missing);
  }

  private static List<String> people(List<Vote> votes) {
    return votes.stream().map(Vote::person).toList();
  }
}
