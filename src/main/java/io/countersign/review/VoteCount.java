package io.countersign.review;

import io.countersign.action.ProposedAction;
import io.countersign.organization.Organization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the votes of a stage: from the history alone, each person once, each eligible, none late.
 *
 * @param result what they give together
 * @param votes every vote with whether it counts, in the order they were cast
 */
record VoteCount(Result result, List<CountedVote> votes) {

  /** What a count can give. */
  sealed interface Result {
    /** More votes may still decide. */
    record Open() implements Result {}

    record Approved(List<String> by, @Nullable String comment) implements Result {}

    record Rejected(List<String> by, @Nullable String comment) implements Result {}

    /** The time is over without enough votes. */
    record TimedOut() implements Result {}
  }

  /**
   * @param why why it does not count; null if it does
   */
  record CountedVote(Vote vote, @Nullable String why) {

    boolean counts() {
      return why == null;
    }
  }

  /**
   * @param votes every vote of the stage, in log order
   * @param now the engine's time of the count
   */
  static VoteCount of(
      Stage stage,
      ProposedAction action,
      Organization organization,
      List<Vote> votes,
      Instant now) {
    List<CountedVote> counted = new ArrayList<>();
    Set<String> voted = new HashSet<>();
    List<Vote> approvals = new ArrayList<>();
    List<Vote> rejections = new ArrayList<>();
    for (Vote vote : votes) {
      Optional<String> why = whyNot(vote, stage, action, organization, voted);
      counted.add(new CountedVote(vote, why.orElse(null)));
      if (why.isEmpty()) {
        voted.add(vote.person());
        ("approve".equals(vote.decision()) ? approvals : rejections).add(vote);
      }
    }
    return new VoteCount(result(stage, approvals, rejections, now), List.copyOf(counted));
  }

  private static Result result(
      Stage stage, List<Vote> approvals, List<Vote> rejections, Instant now) {
    if (stage.approvals() < 1 || stage.rejections() < 1) {
      return new Result.Rejected(List.of(), "The route asks for no approval at all.");
    }
    if (rejections.size() >= stage.rejections()) {
      return new Result.Rejected(people(rejections), rejections.getLast().comment());
    }
    if (approvals.size() >= stage.approvals()) {
      return new Result.Approved(people(approvals), approvals.getLast().comment());
    }
    return now.isBefore(stage.deadline()) ? new Result.Open() : new Result.TimedOut();
  }

  private static Optional<String> whyNot(
      Vote vote, Stage stage, ProposedAction action, Organization organization, Set<String> voted) {
    Optional<String> ineligible = Reviewers.whyNot(vote.person(), stage, action, organization);
    if (ineligible.isPresent()) {
      return ineligible;
    }
    if (voted.contains(vote.person())) {
      return Optional.of(vote.person() + " has voted already.");
    }
    if (!vote.at().isBefore(stage.deadline())) {
      return Optional.of(vote.person() + " voted after the deadline.");
    }
    boolean commented = vote.comment() != null && !vote.comment().isBlank();
    return switch (vote.decision()) {
      case "approve" ->
          stage.commentRequired() && !commented
              ? Optional.of(vote.person() + " approved without the comment that is required.")
              : Optional.empty();
      case "reject" ->
          commented
              ? Optional.empty()
              : Optional.of(vote.person() + " rejected without saying why.");
      case null, default -> Optional.of(vote.person() + " neither approved nor rejected.");
    };
  }

  private static List<String> people(List<Vote> votes) {
    return votes.stream().map(Vote::person).toList();
  }
}
