package io.countersign.agent;

import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is asked for when keys are made, and what of it is allowed. */
final class KeyRequests {

  /** What operators and auditors may be given: agents propose, and people vote by themselves. */
  static final Set<String> OPERATING = Set.of("audit", "administer", "halt");

  static final Duration USUAL_OVERLAP = Duration.ofHours(24);
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);
  private static final Pattern HOLDER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");

  private KeyRequests() {}

  /**
   * A key for an agent.
   *
   * @param expiresAt left out for never
   */
  record ForAgent(@Nullable Instant expiresAt) {}

  /**
   * A key for an operator or auditor.
   *
   * @param holder who will use it, as the audit names them
   * @param scopes of {@code audit}, {@code administer} and {@code halt}, at least one
   * @param expiresAt left out for never
   */
  record ForOperator(
      @Nullable String holder, @Nullable Set<String> scopes, @Nullable Instant expiresAt) {}

  /**
   * A new key in the place of an old one.
   *
   * @param overlap how long the old one is still good, e.g. {@code PT24H}, at most 30 days
   * @param expiresAt of the new one; left out for never
   */
  record Rotation(@Nullable Duration overlap, @Nullable Instant expiresAt) {}

  /** Whoever makes or revokes keys: never an agent, whatever its scopes are. */
  static Caller maker(Caller caller) {
    if (caller.kind() == Caller.Kind.AGENT) {
      throw new RefusedException(ErrorCode.FORBIDDEN, "Agents have no say over keys.");
    }
    return caller;
  }

  static Duration overlap(Rotation asked) {
    Duration overlap = asked.overlap() == null ? USUAL_OVERLAP : asked.overlap();
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw invalid("overlap", "Send a duration of at most 30 days, such as PT24H.");
    }
    return overlap;
  }

  static @Nullable Instant end(@Nullable Instant expiresAt, Instant now) {
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      throw invalid("expiresAt", "A key must end in the future.");
    }
    return expiresAt;
  }

  static String holder(ForOperator asked) {
    if (asked.holder() == null || !HOLDER.matcher(asked.holder()).matches()) {
      throw invalid("holder", "Send a name of letters, digits, dots, dashes and @, at most 100.");
    }
    return asked.holder();
  }

  static Set<String> scopes(ForOperator asked) {
    Set<String> scopes = asked.scopes();
    if (scopes == null || scopes.isEmpty() || !OPERATING.containsAll(scopes)) {
      throw invalid("scopes", "Send one or more of audit, administer and halt.");
    }
    return scopes;
  }

  private static RefusedException invalid(String field, String sentence) {
    return new RefusedException(ErrorCode.INVALID_FIELD, field, sentence);
  }
}
