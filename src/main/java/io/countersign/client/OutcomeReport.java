package io.countersign.client;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the desk is told after an execution. */
final class OutcomeReport {

  private static final int LONGEST_REFERENCE = 1_000;
  private static final int ATTEMPTS = 3;

  private final Map<String, Object> body = new LinkedHashMap<>();

  /**
   * @param result {@code executed}, {@code partly}, {@code failed} or {@code not_executed}
   * @param reference the tool's own id of the execution; null if there is none
   * @param digest of what was executed; null if nothing was
   */
  OutcomeReport(String result, String reference, String digest) {
    body.put("result", result);
    body.put("reference", reference == null ? null : sendable(reference));
    body.put("digest", digest);
  }

  /** Whether the desk took it: what was executed stays executed if it did not. */
  boolean send(DeskCalls desk, String actionId) {
    boolean answerLost = false;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        desk.post(ActionPath.of(actionId) + "/outcome", body);
        return true;
      } catch (NotPermittedException refused) {
        if (!refused.mayPass()) {
          return answerLost && refused.code().equals("OUTCOME_REPORTED");
        }
        answerLost = true;
        if (attempt < ATTEMPTS && !paused(refused)) {
          return false;
        }
      }
    }
    return false;
  }

  private static boolean paused(NotPermittedException refused) {
    try {
      Patience.pause(refused.again());
      return true;
    } catch (NotPermittedException interrupted) {
      return false;
    }
  }

  /** At most so long, and no half of a character. */
  private static String sendable(String reference) {
    String head = reference.substring(0, Math.min(LONGEST_REFERENCE, reference.length()));
    return new String(head.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
