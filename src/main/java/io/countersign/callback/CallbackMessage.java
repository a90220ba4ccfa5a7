package io.countersign.callback;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.countersign.action.Decision;
import io.countersign.action.ProposedAction;
import io.countersign.action.ProposedAction.Correlation;
import io.countersign.action.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a callback; the same bytes at every attempt.
 *
 * @param type {@code action.decided}, {@code action.halted} or {@code action.expired}
 * @param timestamp when it was decided, or when the release ended
 * @param data what was decided
 */
record CallbackMessage(String type, Instant timestamp, Data data) {

  private static final String HALTED = "action.halted";

  /**
   * @param id the action id
   * @param digest what the verdict is about
   * @param originalDigest what the agent proposed, if a reviewer changed it
   * @param arguments all arguments as they are now, if a reviewer changed some
   * @param verdict absent when the release ended: nothing is permitted any more
   * @param by the people who decided; empty if policy did
   * @param executeBy when an approval ends
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Data(
      String id,
      String type,
      String digest,
      @Nullable String originalDigest,
      @Nullable Map<String, Object> arguments,
      String control,
      @Nullable Verdict verdict,
      List<String> by,
      String reason,
      @Nullable String comment,
      Instant decidedAt,
      @Nullable Instant executeBy,
      @Nullable Correlation correlation) {}

  static CallbackMessage of(ProposedAction action, Decision decision) {
    return new CallbackMessage(
        decision.verdict() == Verdict.HALTED ? HALTED : "action.decided",
        decision.decidedAt(),
        new Data(
            action.id(),
            action.type(),
            action.digest(),
            action.change() == null ? null : action.change().from(),
            action.change() == null ? null : action.arguments(),
            decision.control(),
            decision.verdict(),
            decision.by(),
            decision.reason(),
            decision.comment(),
            decision.decidedAt(),
            decision.executeBy(),
            action.correlation()));
  }

  /**
   * The release ended before it was redeemed.
   *
   * @param halted whether a halt ended it; else its time was over
   */
  static CallbackMessage ended(ProposedAction action, Decision decision, boolean halted) {
    return new CallbackMessage(
        halted ? HALTED : "action.expired",
        decision.executeBy() == null ? decision.decidedAt() : decision.executeBy(),
        new Data(
            action.id(),
            action.type(),
            action.digest(),
            action.change() == null ? null : action.change().from(),
            action.change() == null ? null : action.arguments(),
            decision.control(),
            halted ? Verdict.HALTED : null,
            List.of(),
            halted
                ? "It was halted before the release was redeemed. Do not execute."
                : "The release was not redeemed in time. Do not execute.",
            null,
            decision.decidedAt(),
            decision.executeBy(),
            action.correlation()));
  }

  /** The {@code webhook-id}: the same for the same event, so a receiver drops repeats. */
  String webhookId() {
    return "msg_" + data.id() + "_" + type.replace('.', '_');
  }
}
