package io.countersign.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an action was decided, as it travels in the process variable {@code decision}.
 *
 * @param verdict the outcome
 * @param control {@code autonomous}, {@code review} or {@code blocked}
 * @param by the people who decided; empty if policy did
 * @param reason why, in one sentence
 * @param comment what the deciding person wrote
 * @param instead the action type that the route offers when nobody decided in time
 * @param decidedAt when it was announced
 * @param executeBy when an approval ends; absent for anything else
 * @param reportBy until when the outcome of an approval is waited for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Decision(
    Verdict verdict,
    String control,
    List<String> by,
    String reason,
    @Nullable String comment,
    @Nullable String instead,
    Instant decidedAt,
    @Nullable Instant executeBy,
    @Nullable Instant reportBy) {

  public Decision {
    by = List.copyOf(by);
  }

  Decision(
      Verdict verdict,
      String control,
      List<String> by,
      String reason,
      @Nullable String comment,
      @Nullable String instead,
      Instant decidedAt) {
    this(verdict, control, by, reason, comment, instead, decidedAt, null, null);
  }

  /** An approval holds for so long, its outcome may take a while longer; nothing else holds. */
  Decision lasting(Duration executeWithin, Duration reportWithin) {
    if (verdict != Verdict.APPROVED) {
      return this;
    }
    Instant executeBy = decidedAt.plus(executeWithin);
    return new Decision(
        verdict,
        control,
        by,
        reason,
        comment,
        instead,
        decidedAt,
        executeBy,
        executeBy.plus(reportWithin));
  }
}
