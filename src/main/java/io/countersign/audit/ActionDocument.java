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
 * @param control {@code autonomous}, {@code review} or {@code blocked}
 * @param controlRule the row of the control table
 * @param countVotesJob the key of the latest count; every vote before it is in the history
 * @param announceDecisionJob the key of the announcement; every count before it is in the history
 * @param votesCountedVerdict what the latest count gave; {@code open} if nothing
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
    @Nullable Map<String, Object> arguments,
    @Nullable String environment,
    @Nullable Double amount,
    @Nullable String currency,
    @Nullable String requestedBy,
    String digest,
    String requestDigest,
    Instant proposedAt,
    @Nullable String policyVersion,
    List<Map<String, Object>> findings,
    @Nullable String control,
    @Nullable String controlReason,
    @Nullable String controlRule,
    @Nullable String routeName,
    @Nullable String countVotesJob,
    @Nullable String announceDecisionJob,
    @Nullable String votesCountedVerdict,
    List<String> reviewers,
    @Nullable String verdict,
    List<String> decidedBy,
    @Nullable String decisionReason,
    @Nullable String comment,
    @Nullable Instant decidedAt,
    @Nullable String callbackState,
    @Nullable Integer callbackAttempts,
    @Nullable Instant closedAt) {

  public ActionDocument {
    findings = findings == null ? List.of() : List.copyOf(findings);
    reviewers = reviewers == null ? List.of() : List.copyOf(reviewers);
    decidedBy = decidedBy == null ? List.of() : List.copyOf(decidedBy);
  }

  /** {@code proposed}, {@code in_review} or {@code decided}. */
  @JsonProperty
  public String state() {
    return verdict != null ? "decided" : routeName != null ? "in_review" : "proposed";
  }
}
