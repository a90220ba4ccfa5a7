package io.countersign.callback;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.countersign.action.ProposedAction.Correlation;
import io.countersign.action.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a callback tells: one record for each event. All name the action and its digest. */
sealed interface CallbackData {

  /** The longest text that a person wrote; with it every body stays below 20 kB. */
  int LONGEST_TEXT = 2_000;

  /**
   * {@code action.decided}.
   *
   * @param id the action id
   * @param sequence grows from one callback of an action to the next
   * @param digest what the verdict is about
   * @param originalDigest what the agent proposed, if a reviewer changed it
   * @param changes the arguments that a reviewer changed, as they are now
   * @param by the people who decided; empty if policy did
   * @param executeBy when an approval ends
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Decided(
      String id,
      long sequence,
      String type,
      String digest,
      @Nullable String originalDigest,
      @Nullable Map<String, Object> changes,
      String control,
      Verdict verdict,
      List<String> by,
      String reason,
      @Nullable String comment,
      Instant decidedAt,
      @Nullable Instant executeBy,
      @Nullable Correlation correlation)
      implements CallbackData {}

  /**
   * {@code action.clarification_requested}.
   *
   * @param id the action id
   * @param sequence grows from one callback of an action to the next
   * @param digest what the question is about
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Asked(
      String id, long sequence, String digest, Question question, @Nullable Correlation correlation)
      implements CallbackData {}

  /**
   * {@code action.expired}: an approval that was not redeemed in time.
   *
   * @param id the action id
   * @param sequence grows from one callback of an action to the next
   * @param digest what had been approved
   * @param executeBy when the approval ended
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Expired(
      String id, long sequence, String digest, Instant executeBy, @Nullable Correlation correlation)
      implements CallbackData {}

  /**
   * {@code action.halted}: an operator stopped it; nothing may be executed any more.
   *
   * @param id the action id
   * @param sequence grows from one callback of an action to the next
   * @param digest what was halted
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Halted(
      String id, long sequence, String digest, Halt halt, @Nullable Correlation correlation)
      implements CallbackData {}

  /** A reviewer's question, as the count of the votes gave it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Question(String id, String by, String text, Instant answerBy) {}

  /** Who halted an action, why and when: the process variable {@code halt}. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Halt(String by, @Nullable String reason, Instant at) {}

  /** The text, cut if it is longer than a body can carry. */
  static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() <= LONGEST_TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, LONGEST_TEXT - 1)))
            + "…";
  }
}
