package io.countersign.client;

/** What became of a governed action. Only {@link Executed} and {@link Failed} mean that it ran. */
public sealed interface Outcome {

  /** The action id; null if the desk never gave one. */
  String actionId();

  /**
   * It was approved and executed.
   *
   * @param reference what the execution answered
   * @param reported whether the desk knows; if not, report it again
   */
  record Executed(String actionId, String reference, boolean reported) implements Outcome {}

  /**
   * It was approved, and its execution ended with an exception; how much of it happened, only the
   * tool knows.
   *
   * @param reported whether the desk knows; if not, report it again
   */
  record Failed(String actionId, Exception cause, boolean reported) implements Outcome {}

  /**
   * It was decided against and not executed.
   *
   * @param verdict {@code rejected}, {@code timed_out}, {@code withdrawn} or {@code halted}
   * @param reason why, in one sentence; empty if the desk gives none
   */
  record Refused(String actionId, String verdict, String reason) implements Outcome {}

  /**
   * It is not decided yet and was not executed. The same key again goes on waiting.
   *
   * @param question what a reviewer wants to know first; null if nothing
   */
  record StillPending(String actionId, Question question) implements Outcome {}

  /**
   * Its release was redeemed before, so it was not executed now. Whether it was then, only the tool
   * knows: look there, and report it.
   */
  record AlreadyRedeemed(String actionId) implements Outcome {}

  /**
   * Nothing proved that it may be executed, so it was not.
   *
   * @param code the desk's error code, or {@code NO_ANSWER}, {@code UNREADABLE_ANSWER}, {@code
   *     UNKNOWN_VERDICT}, {@code DIGEST_MISMATCH}, {@code UNVERIFIED_RELEASE}, {@code
   *     RELEASE_NOT_OPEN}, {@code NO_CREDENTIAL} or {@code INTERRUPTED}
   * @param reason what was wrong, in one sentence
   */
  record NotPermitted(String actionId, String code, String reason) implements Outcome {}

  /**
   * A reviewer's question.
   *
   * @param id to name in the answer
   * @param by who asks
   */
  record Question(String id, String by, String text) {}
}
