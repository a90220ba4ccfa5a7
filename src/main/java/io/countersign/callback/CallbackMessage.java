package io.countersign.callback;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.countersign.action.Decision;
import io.countersign.action.ProposedAction;
import io.countersign.action.ProposedAction.Correlation;
import io.countersign.action.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a callback; the same bytes at every attempt.
 *
 * @param type {@code action.decided}
 * @param timestamp when it was decided
 * @param data what was decided
 */
record CallbackMessage(String type, Instant timestamp, Data data) {

  /**
   * @param id the action id
   * @param digest what the verdict is about
   * @param by the people who decided; empty if policy did
   * @param executeBy when an approval ends
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Data(
      String id,
      String type,
      String digest,
      String control,
      Verdict verdict,
      List<String> by,
      String reason,
      @Nullable String comment,
      Instant decidedAt,
      @Nullable Instant executeBy,
      @Nullable Correlation correlation) {}

  static CallbackMessage of(ProposedAction action, Decision decision) {
    return new CallbackMessage(
        "action.decided",
        decision.decidedAt(),
        new Data(
            action.id(),
            action.type(),
            action.digest(),
            decision.control(),
            decision.verdict(),
            decision.by(),
            decision.reason(),
            decision.comment(),
            decision.decidedAt(),
            decision.executeBy(),
            action.correlation()));
  }

  /** The {@code webhook-id}: the same for the same event, so a receiver drops repeats. */
  String webhookId() {
    return "msg_" + data.id() + "_" + type.replace('.', '_');
  }
}
