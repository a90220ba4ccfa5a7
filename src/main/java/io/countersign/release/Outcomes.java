package io.countersign.release;

import io.countersign.audit.ActionDocument;
import io.countersign.audit.ActionHistory;
import io.countersign.engine.EngineMessages;
import io.countersign.engine.Publication;
import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Takes down what agents say they did, and compares it with what was approved. */
@Service
class Outcomes {

  private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
  private static final String MESSAGE = "outcome-reported";

  /** The engine drops a second report for so long; after that the history tells it. */
  private static final Duration ENGINE_REMEMBERS = Duration.ofHours(1);

  private static final Duration HISTORY_PATIENCE = Duration.ofSeconds(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final ActionHistory history;
  private final EngineMessages engine;
  private final Clock clock;

  Outcomes(ActionHistory history, EngineMessages engine, Clock clock) {
    this.history = history;
    this.engine = engine;
    this.clock = clock;
  }

  /** What an agent may say it did. */
  enum Result {
    EXECUTED,
    PARTLY,
    FAILED,
    NOT_EXECUTED;

    boolean touchedTheWorld() {
      return this == EXECUTED || this == PARTLY;
    }
  }

  /**
   * Reports once; what does not fit the approval is taken down all the more, as an alarm.
   *
   * @param reference the agent's or its tool's own id of the execution
   * @param digest what was executed, in the form of the action's digest
   */
  void report(
      String actionId,
      Caller agent,
      Result result,
      @Nullable String reference,
      @Nullable String digest) {
    ActionDocument action =
        history
            .find(actionId)
            .filter(it -> it.agent().equals(agent.id()))
            .orElseThrow(
                () -> new RefusedException(ErrorCode.ACTION_NOT_FOUND, "No action has this id."));
    if (action.outcome() != null) {
      throw reported();
    }
    Map<String, Object> said = new HashMap<>();
    said.put("result", word(result));
    said.put("agent", agent.id());
    said.put("reference", reference);
    said.put("digest", digest);
    said.put(
        "concern", concern(result.touchedTheWorld() ? closed(action) : action, result, digest));
    if (engine.publish(MESSAGE, actionId, ENGINE_REMEMBERS, Map.of("outcome", said))
        == Publication.ALREADY_PUBLISHED) {
      throw reported();
    }
    LOG.info("Action {} outcome reported: {}", actionId, word(result));
  }

  /** An agent that is quick reports before the history shows its redemption. */
  private ActionDocument closed(ActionDocument action) {
    ActionDocument seen = action;
    Instant deadline = clock.instant().plus(HISTORY_PATIENCE);
    while ("approved".equals(seen.verdict())
        && seen.releaseState() == null
        && clock.instant().isBefore(deadline)) {
      try {
        Thread.sleep(LOOK_AGAIN);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return seen;
      }
      seen = history.find(action.actionId()).orElse(seen);
    }
    return seen;
  }

  /** Why this outcome needs attention; null if it fits what was approved. */
  static @Nullable String concern(ActionDocument action, Result result, @Nullable String digest) {
    if (!result.touchedTheWorld()) {
      return null;
    }
    if (!"approved".equals(action.verdict())) {
      return "It was executed without an approval.";
    }
    if (digest != null && !digest.equals(action.digest())) {
      return "Something else was executed than what was approved.";
    }
    return "redeemed".equals(action.releaseState())
        ? null
        : "It was executed without a redeemed release.";
  }

  static String word(Result result) {
    return result.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static RefusedException reported() {
    return new RefusedException(ErrorCode.OUTCOME_REPORTED, "The outcome was reported before.");
  }
}
