package io.countersign.client;

import java.util.Map;
import java.util.Set;

/** What the desk says about an action; whatever is not understood is no permission. */
sealed interface Decision {

  /**
   * Nobody has decided yet.
   *
   * @param question what a reviewer wants to know; null if nothing
   */
  record Pending(Outcome.Question question) implements Decision {}

  /** It was approved; what exactly, the release must prove. */
  record Approved() implements Decision {}

  /** It was decided against. */
  record Against(String verdict, String reason) implements Decision {}

  Set<String> AGAINST = Set.of("rejected", "timed_out", "withdrawn", "halted");
  Set<String> UNDECIDED = Set.of("proposed", "in_review");

  /**
   * Reads an answer about an action.
   *
   * @param id the action id it must have
   * @param digest of what would be executed, as the agent computed it
   * @throws NotPermittedException if it is about something else, or is not understood
   */
  static Decision read(Map<String, Object> answer, String id, String digest) {
    if (!id.equals(answer.get("id"))) {
      throw new NotPermittedException("UNREADABLE_ANSWER", "The answer is about another action.");
    }
    Object verdict = answer.get("verdict");
    if (verdict instanceof String word && AGAINST.contains(word)) {
      return new Against(word, answer.get("reason") instanceof String reason ? reason : "");
    }
    if (!digest.equals(answer.get("digest"))) {
      throw new NotPermittedException(
          "DIGEST_MISMATCH", "The desk speaks of " + answer.get("digest") + ", not of " + digest);
    }
    if ("approved".equals(verdict)) {
      return new Approved();
    }
    if (verdict == null && UNDECIDED.contains(String.valueOf(answer.get("state")))) {
      return new Pending(question(JsonReader.object(answer.get("question"))));
    }
    throw new NotPermittedException("UNKNOWN_VERDICT", "The verdict " + verdict + " is unknown.");
  }

  private static Outcome.Question question(Map<String, Object> asked) {
    return asked.get("id") instanceof String id
        ? new Outcome.Question(
            id, String.valueOf(asked.get("by")), String.valueOf(asked.get("text")))
        : null;
  }
}
