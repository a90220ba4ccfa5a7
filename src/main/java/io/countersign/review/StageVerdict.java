package io.countersign.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.countersign.action.ProposedAction;
import io.countersign.action.Verdict;
import io.countersign.review.VoteCount.Result;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The process variable {@code verdict} of a stage, with the evidence behind it.
 *
 * @param stage its name
 * @param reached whether there is a verdict
 * @param verdict absent while there is none
 * @param by the people whose votes made it
 * @param reason why, in one sentence
 * @param comment what the deciding person wrote
 * @param votes every vote and whether it counts
 * @param approvers who approved so far
 * @param rejecters who rejected so far
 * @param missingRoles roles that must approve and have not
 * @param extended whether the time is over and the stage goes on for as long again
 * @param question what the agent is asked first, if anything
 * @param instead the action type that the route offers when nobody decided in time
 * @param digest what was decided on
 * @param change what a reviewer wants changed; then {@code verdict} is {@code rejected}, for flows
 *     that do not know it
 * @param terms what an approval was counted by, in the words of the route table
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StageVerdict(
    @Nullable String stage,
    boolean reached,
    @Nullable Verdict verdict,
    List<String> by,
    String reason,
    @Nullable String comment,
    List<VoteLine> votes,
    List<String> approvers,
    List<String> rejecters,
    List<String> missingRoles,
    boolean extended,
    @Nullable Question question,
    @Nullable String instead,
    @Nullable String digest,
    @Nullable ChangeWanted change,
    @Nullable Map<String, Object> terms) {

  /**
   * @param id what the answer refers to
   * @param by who asks
   * @param text the question
   * @param answerBy until when an answer is waited for
   */
  record Question(String id, String by, String text, Instant answerBy) {}

  /**
   * The verdict of a count.
   *
   * @param countId unique to this count
   */
  static StageVerdict of(
      VoteCount count,
      ProposedAction action,
      Stage stage,
      Seating seating,
      String countId,
      Instant now) {
    StageVerdict verdict = of(count, stage, seating, countId, now);
    ChangeWanted change =
        count.result() instanceof Result.Changed changed ? ChangeWanted.of(action, changed) : null;
    return verdict.on(action.digest(), change);
  }

  private static StageVerdict of(
      VoteCount count, Stage stage, Seating seating, String countId, Instant now) {
    return switch (count.result()) {
      case Result.Open() -> open(stage, count, "Votes are missing.", seating.extended(), null);
      case Result.Extended() ->
          open(stage, count, "Nobody decided in time, so others are asked too.", true, null);
      case Result.Question(var by, var text) ->
          open(
              stage,
              count,
              by + " asks the agent.",
              seating.extended(),
              new Question("question_" + countId, by, text, answerBy(stage, seating, now)));
      case Result.Approved(var by, var comment) ->
          reached(stage, count, Verdict.APPROVED, by, said(stage, "approved it."), comment, null);
      case Result.Rejected(var by, var comment) ->
          reached(stage, count, Verdict.REJECTED, by, said(stage, "rejected it."), comment, null);
      case Result.Changed(var to, var changes, var comment, var at) ->
          reached(
              stage,
              count,
              Verdict.REJECTED,
              List.of(String.valueOf(to.change() == null ? null : to.change().by())),
              said(stage, "wants other arguments."),
              comment,
              null);
      case Result.TimedOut() ->
          reached(
              stage,
              count,
              Verdict.TIMED_OUT,
              List.of(),
              said(stage, "did not decide in time.")
                  + (offers(stage) ? " Propose " + stage.instead() + " instead." : ""),
              null,
              offers(stage) ? stage.instead() : null);
      case Result.ApprovedAtEnd() ->
          reached(
              stage,
              count,
              Verdict.APPROVED,
              List.of(),
              said(stage, "did not decide in time; the route lets so small an action pass."),
              null,
              null);
    };
  }

  private StageVerdict on(String digest, @Nullable ChangeWanted change) {
    return new StageVerdict(
        stage,
        reached,
        verdict,
        by,
        reason,
        comment,
        votes,
        approvers,
        rejecters,
        missingRoles,
        extended,
        question,
        instead,
        digest,
        change,
        terms);
  }

  /** Nobody may decide: refused, with the reason. */
  static StageVerdict unsatisfiable(String stage, String reason) {
    return new StageVerdict(
        stage,
        true,
        Verdict.REJECTED,
        List.of(),
        reason,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        false,
        null,
        null,
        null,
        null,
        null);
  }

  /** Why the vote goes on, for the people who see the seat again. */
  List<String> reopened() {
    List<String> uncounted =
        votes.stream()
            .filter(vote -> !vote.counts())
            .map(vote -> "A vote did not count: " + vote.why())
            .toList();
    return uncounted.isEmpty() && !reached ? List.of(reason) : uncounted;
  }

  private static boolean offers(Stage stage) {
    return "instead".equals(stage.atEnd()) && stage.instead() != null;
  }

  /** An answer after the deadline would be for nobody. */
  private static Instant answerBy(Stage stage, Seating seating, Instant now) {
    Instant answerBy = now.plus(Stage.duration(String.valueOf(stage.answerWithin())));
    return answerBy.isBefore(seating.decideBy()) ? answerBy : seating.decideBy();
  }

  private static String said(Stage stage, String what) {
    return "The stage " + stage.name() + " " + what;
  }

  private static StageVerdict open(
      Stage stage, VoteCount count, String reason, boolean extended, @Nullable Question question) {
    return new StageVerdict(
        stage.name(),
        false,
        null,
        List.of(),
        reason,
        null,
        lines(count),
        count.approvers(),
        count.rejecters(),
        count.missingRoles(),
        extended,
        question,
        null,
        null,
        null,
        null);
  }

  private static StageVerdict reached(
      Stage stage,
      VoteCount count,
      Verdict verdict,
      List<String> by,
      String reason,
      @Nullable String comment,
      @Nullable String instead) {
    return new StageVerdict(
        stage.name(),
        true,
        verdict,
        by,
        reason,
        comment,
        lines(count),
        count.approvers(),
        count.rejecters(),
        count.missingRoles(),
        false,
        null,
        instead,
        null,
        null,
        verdict == Verdict.APPROVED ? stage.terms() : null);
  }

  private static List<VoteLine> lines(VoteCount count) {
    return count.votes().stream().map(VoteLine::of).toList();
  }
}
