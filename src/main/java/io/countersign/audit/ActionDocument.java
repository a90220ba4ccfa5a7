package io.countersign.audit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the history holds of one action; a field is absent until something happened that sets it.
 *
 * @param businessObject {@code type/id}
 * @param observed what systems were said to have seen when it was proposed
 * @param reported what the agent said of itself
 * @param digest of what would be executed, as it was changed last
 * @param originalDigest of what the agent proposed; absent unless a reviewer changed it
 * @param changedBy who changed it last
 * @param control {@code autonomous}, {@code review} or {@code blocked}
 * @param controlRule the row of the control table
 * @param relaxation what would have let it run on its own, in a sentence
 * @param latestJob the key of the latest job; all that happened before it is in the history
 * @param seats every seat by the key of its user task
 * @param stages every stage by the key of its process instance
 * @param question what the agent was asked last
 * @param questionState {@code open}, {@code answered} or {@code overdue}
 * @param instead the action type that the route offers when nobody decided in time
 * @param executeBy when an approval ends
 * @param reportBy until when its outcome is waited for
 * @param releaseState {@code redeemed}, {@code withdrawn}, {@code expired} or {@code halted};
 *     absent while it is none
 * @param releaseClosing the call that closed the release
 * @param outcome {@code executed}, {@code partly}, {@code failed} or {@code not_executed}, as the
 *     agent reported it
 * @param hold the legal hold it is under; null or without a person if there is none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionDocument(
    String actionId,
    String agent,
    @Nullable String owner,
    String type,
    String summary,
    String businessObject,
    @Nullable String businessObjectType,
    @Nullable String businessObjectId,
    @Nullable Map<String, Object> arguments,
    @Nullable String tool,
    @Nullable String environment,
    @Nullable Map<String, Object> observed,
    @Nullable Map<String, Object> reported,
    @Nullable Double amount,
    @Nullable String currency,
    @Nullable String requestedBy,
    String digest,
    @Nullable String originalDigest,
    @Nullable String changedBy,
    String requestDigest,
    Instant proposedAt,
    @Nullable String policyVersion,
    List<Map<String, Object>> findings,
    @Nullable String control,
    @Nullable String controlReason,
    @Nullable String controlRule,
    @Nullable String relaxation,
    @Nullable String routeName,
    @Nullable Long latestJob,
    @Nullable Map<String, Seat> seats,
    @Nullable Map<String, StageShown> stages,
    @Nullable Question question,
    @Nullable String questionState,
    List<String> reviewers,
    @Nullable String verdict,
    List<String> decidedBy,
    @Nullable String decisionReason,
    @Nullable String comment,
    @Nullable String instead,
    @Nullable Instant decidedAt,
    @Nullable Instant executeBy,
    @Nullable Instant reportBy,
    @Nullable String releaseState,
    @Nullable String releaseClosing,
    @Nullable String outcome,
    @Nullable String outcomeReference,
    @Nullable String callbackState,
    @Nullable Integer callbackAttempts,
    @Nullable Instant closedAt,
    @Nullable Hold hold) {

  public ActionDocument {
    findings = findings == null ? List.of() : List.copyOf(findings);
    reviewers = reviewers == null ? List.of() : List.copyOf(reviewers);
    decidedBy = decidedBy == null ? List.of() : List.copyOf(decidedBy);
    seats = seats == null ? Map.of() : Map.copyOf(seats);
    stages = stages == null ? Map.of() : Map.copyOf(stages);
  }

  /**
   * One seat of a review.
   *
   * @param state {@code open} or {@code closed}
   * @param processInstanceKey of its stage
   * @param elementInstanceKey of its user task
   * @param assignee who has taken it; empty if nobody
   * @param dueAt the deadline
   * @param openedAt the position of the record that opened it
   * @param votedAt the position of the record that closed it with a vote; absent without one
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Seat(
      String state,
      String processInstanceKey,
      String elementInstanceKey,
      @Nullable String assignee,
      List<String> candidateUsers,
      String dueAt,
      long openedAt,
      @Nullable Long votedAt) {

    public boolean open() {
      return state.equals("open");
    }

    /** Whether someone voted in it after the other seat, of the same stage, was opened. */
    public boolean votedBeside(Seat other) {
      return votedAt != null
          && votedAt > other.openedAt
          && assignee != null
          && processInstanceKey.equals(other.processInstanceKey);
    }
  }

  /**
   * One stage of a review, as far as it is shown.
   *
   * @param decideBy the deadline
   * @param commentRequired whether an approval needs a comment too
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record StageShown(String name, String decideBy, boolean commentRequired) {}

  /**
   * What the agent was asked.
   *
   * @param id what the answer refers to
   * @param by who asks
   * @param answerBy until when an answer is waited for
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Question(String id, String by, String text, Instant answerBy) {}

  /**
   * A legal hold: what is under one is not deleted.
   *
   * @param by who set it
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Hold(@Nullable String by, @Nullable String reason, @Nullable Instant at) {}

  /** Whether all that happened before this job is here. */
  public boolean knows(long jobKey) {
    return latestJob != null && latestJob >= jobKey;
  }

  /** Whether it must be kept, however old it gets. */
  public boolean underHold() {
    return hold != null && hold.by() != null;
  }

  /** {@code proposed}, {@code in_review} or {@code decided}. */
  @JsonProperty
  public String state() {
    return verdict != null ? "decided" : routeName != null ? "in_review" : "proposed";
  }
}
