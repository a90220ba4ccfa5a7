package io.countersign.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the figures need of one action.
 *
 * @param control {@code autonomous}, {@code review} or {@code blocked}; null before it is decided
 * @param verdict null while there is none
 * @param recorded whether the history holds its proposal, the policy check, the row of the control
 *     table and the decision
 * @param policies the policy numbers that were triggered
 * @param callbackState null if no callback was tried
 * @param callbackAttempts of a delivered callback
 */
record ActionFact(
    String actionId,
    String type,
    String agent,
    @Nullable String owner,
    @Nullable String environment,
    Instant proposedAt,
    @Nullable String control,
    @Nullable String verdict,
    @Nullable Instant decidedAt,
    boolean recorded,
    Set<String> policies,
    @Nullable String callbackState,
    int callbackAttempts) {

  ActionFact {
    policies = Set.copyOf(policies);
  }

  boolean has(String control) {
    return control.equals(this.control);
  }

  boolean ended(String verdict) {
    return verdict.equals(this.verdict);
  }

  /** Whether people were asked. */
  boolean reviewed() {
    return has("review");
  }

  /** Whether people approved or rejected it. */
  boolean decidedByPeople() {
    return reviewed() && decidedAt != null && (ended("approved") || ended("rejected"));
  }

  Duration untilDecided() {
    return decidedAt == null ? Duration.ZERO : Duration.between(proposedAt, decidedAt);
  }
}
