package io.countersign.action;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.countersign.audit.ActionDocument;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is told about its action.
 *
 * @param id the action id
 * @param state {@code proposed}, {@code in_review} or {@code decided}
 * @param control {@code autonomous}, {@code review} or {@code blocked}; absent until policy spoke
 * @param verdict {@code approved}, {@code rejected}, {@code timed_out}; absent until decided
 * @param digest what the verdict is about: execute nothing with another digest
 * @param change what a reviewer changed; then {@code digest} is that of the changed arguments
 * @param findings what the rules found: policy, sentence, severity
 * @param by the people who decided; empty if policy did
 * @param reason why it was decided so
 * @param comment what the deciding person wrote
 * @param instead the action type that the route offers when nobody decided in time
 * @param question what a reviewer wants to know, while an answer is waited for
 * @param explanation why it went where it went; absent until policy spoke
 * @param proposedAt when the action was taken
 * @param decidedAt when the decision was announced
 * @param next what the agent does now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ActionView(
    String id,
    String state,
    @Nullable String control,
    @Nullable Verdict verdict,
    String digest,
    @Nullable Change change,
    List<Map<String, Object>> findings,
    List<String> by,
    @Nullable String reason,
    @Nullable String comment,
    @Nullable String instead,
    @Nullable Question question,
    @Nullable Explanation explanation,
    Instant proposedAt,
    @Nullable Instant decidedAt,
    Next next) {

  /**
   * @param id to name in the answer
   * @param answerBy until when an answer is waited for
   */
  record Question(String id, String by, String text, Instant answerBy) {}

  /**
   * What a reviewer changed.
   *
   * @param from the digest of what the agent proposed
   * @param arguments all arguments as they are now
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Change(@Nullable String by, String from, @Nullable Map<String, Object> arguments) {

    static @Nullable Change of(ProposedAction action) {
      var change = action.change();
      return change == null ? null : new Change(change.by(), change.from(), action.arguments());
    }

    static @Nullable Change of(ActionDocument document) {
      return document.originalDigest() == null
          ? null
          : new Change(document.changedBy(), document.originalDigest(), document.arguments());
    }
  }

  /**
   * Why an action went where it went.
   *
   * @param controlReason why policy said what it said
   * @param controlRule the row of the control table
   * @param route the name of the route; absent unless people decide
   * @param stages those that were opened so far
   * @param relaxation what would have let it run on its own
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Explanation(
      @Nullable String controlReason,
      @Nullable String controlRule,
      @Nullable String route,
      List<Stage> stages,
      @Nullable String relaxation) {

    /**
     * One stage.
     *
     * @param decideBy its deadline
     * @param asked who may decide it, or could
     */
    record Stage(String name, String decideBy, List<String> asked) {}
  }

  /**
   * @param instruction what to do, in a sentence
   * @param href where to ask, if there is something to ask
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Next(String instruction, @Nullable String href) {}

  @JsonIgnore
  boolean decided() {
    return verdict != null;
  }

  /** What an agent does after this verdict, or while there is none. */
  static Next next(String id, @Nullable Verdict verdict) {
    return switch (verdict) {
      case APPROVED ->
          new Next(
              "Redeem the release, then execute exactly what this digest covers, once.",
              "/v1/actions/" + id + "/release");
      case REJECTED, TIMED_OUT, WITHDRAWN, HALTED ->
          new Next("Do not execute. Propose a changed action under a new key if needed.", null);
      case null ->
          new Next(
              "Do not execute yet. Wait for the signed callback, or ask for the decision.",
              "/v1/actions/" + id + "/decision?wait=30");
    };
  }
}
