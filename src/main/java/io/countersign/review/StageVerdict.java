package io.countersign.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.countersign.action.Verdict;
import io.countersign.review.VoteCount.CountedVote;
import io.countersign.review.VoteCount.Result;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The process variable {@code verdict} of a stage, with the evidence behind it.
 *
 * @param reached whether there is a verdict
 * @param verdict absent while there is none
 * @param by the people whose votes made it
 * @param reason why, in one sentence
 * @param comment what the deciding person wrote
 * @param votes every vote and whether it counts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StageVerdict(
    boolean reached,
    @Nullable Verdict verdict,
    List<String> by,
    String reason,
    @Nullable String comment,
    List<VoteLine> votes) {

  /** One vote in the evidence. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record VoteLine(
      String person,
      @Nullable String decision,
      @Nullable String comment,
      Instant at,
      boolean counts,
      @Nullable String why) {}

  /** The verdict of a count. */
  static StageVerdict of(VoteCount count, Stage stage) {
    List<VoteLine> votes = count.votes().stream().map(StageVerdict::line).toList();
    return switch (count.result()) {
      case Result.Open() ->
          new StageVerdict(false, null, List.of(), "Votes are missing.", null, votes);
      case Result.Approved(var by, var comment) ->
          new StageVerdict(
              true,
              Verdict.APPROVED,
              by,
              "The stage " + stage.name() + " approved it.",
              comment,
              votes);
      case Result.Rejected(var by, var comment) ->
          new StageVerdict(
              true,
              Verdict.REJECTED,
              by,
              "The stage " + stage.name() + " rejected it.",
              comment,
              votes);
      case Result.TimedOut() ->
          new StageVerdict(
              true,
              Verdict.TIMED_OUT,
              List.of(),
              "The stage " + stage.name() + " did not decide in time.",
              null,
              votes);
    };
  }

  /** Nobody may decide: refused, with the reason. */
  static StageVerdict unsatisfiable(String reason) {
    return new StageVerdict(true, Verdict.REJECTED, List.of(), reason, null, List.of());
  }

  /** Why votes did not count, for the people who see the seat again. */
  List<String> reopened() {
    return votes.stream()
        .filter(vote -> !vote.counts())
        .map(vote -> "A vote did not count: " + vote.why())
        .toList();
  }

  private static VoteLine line(CountedVote counted) {
    Vote vote = counted.vote();
    return new VoteLine(
        vote.person(), vote.decision(), vote.comment(), vote.at(), counted.counts(), counted.why());
  }
}
