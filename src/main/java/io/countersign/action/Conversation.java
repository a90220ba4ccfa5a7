package io.countersign.action;

import io.countersign.audit.ActionDocument;
import io.countersign.audit.ActionHistory;
import io.countersign.engine.EngineMessages;
import io.countersign.engine.Publication;
import io.countersign.history.Entry;
import io.countersign.history.EntryKind;
import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** What an agent says of its action after it was proposed: an answer, or that it takes it back. */
@Service
class Conversation {

  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
  private static final Duration HISTORY_PATIENCE = Duration.ofSeconds(3);
  private static final Duration DECISION_PATIENCE = Duration.ofSeconds(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /** Long enough for a review that is just opening. */
  private static final Duration WITHDRAWAL_WAITS = Duration.ofSeconds(10);

  /** The engine drops a second answer for so long; after that the history tells it. */
  private static final Duration ANSWER_WAITS = Duration.ofHours(1);

  private final EngineMessages engine;
  private final ActionReads reads;
  private final ActionHistory history;
  private final ReleaseLock lock;
  private final Clock clock;

  Conversation(
      EngineMessages engine,
      ActionReads reads,
      ActionHistory history,
      ReleaseLock lock,
      Clock clock) {
    this.engine = engine;
    this.reads = reads;
    this.history = history;
    this.lock = lock;
    this.clock = clock;
  }

  /**
   * Answers the open question.
   *
   * @param question which one; null for the only one
   */
  void answer(String actionId, Caller agent, @Nullable String question, String answer) {
    reads.own(actionId, agent);
    String open = openQuestion(actionId, question);
    Map<String, Object> said = Map.of("answer", answer, "agent", agent.id());
    if (engine.publish("question-answered", open, ANSWER_WAITS, said)
        == Publication.ALREADY_PUBLISHED) {
      throw notOpen("It was answered before.");
    }
    LOG.info("Action {} question {} answered", actionId, open);
  }

  /** Takes the action back; how it was decided then. */
  ActionView withdraw(String actionId, Caller agent, @Nullable String reason) {
    reads.own(actionId, agent);
    ActionView seen = reads.view(actionId, agent);
    if (!seen.decided()) {
      Map<String, Object> said = new HashMap<>(Map.of("agent", agent.id()));
      said.put("reason", reason);
      engine.publish("action-withdrawn", actionId, WITHDRAWAL_WAITS, said);
      seen = reads.decision(actionId, agent, DECISION_PATIENCE);
    }
    if (seen.verdict() == Verdict.APPROVED && takenBack(actionId, agent, reason)) {
      return reads.view(actionId, agent);
    }
    if (seen.decided() && seen.verdict() != Verdict.WITHDRAWN) {
      throw new RefusedException(
          ErrorCode.ACTION_DECIDED,
          "It was decided before it was withdrawn: " + seen.verdict().word() + ".");
    }
    LOG.info("Action {} withdrawn by {}", actionId, agent.id());
    return seen;
  }

  /** What is approved is taken back by closing its release, unless it was used before. */
  private boolean takenBack(String actionId, Caller agent, @Nullable String reason) {
    Map<String, Object> how = new HashMap<>();
    how.put("state", "withdrawn");
    how.put("agent", agent.id());
    how.put("reason", reason);
    how.put("closing", UUID.randomUUID().toString());
    Optional<ActionDocument> action = history.find(actionId);
    boolean closed = action.map(ActionDocument::releaseState).isPresent();
    Instant executeBy =
        action.map(ActionDocument::executeBy).orElse(clock.instant().plus(Duration.ofDays(1)));
    return action.filter(it -> "withdrawn".equals(it.releaseState())).isPresent()
        || (!closed && lock.close(actionId, executeBy, how));
  }

  /** A question may reach the agent before the history shows it. */
  private String openQuestion(String actionId, @Nullable String wanted) {
    Instant deadline = clock.instant().plus(HISTORY_PATIENCE);
    while (true) {
      Set<String> open = openQuestions(actionId);
      if (wanted == null ? open.size() == 1 : open.contains(wanted)) {
        return wanted == null ? open.iterator().next() : wanted;
      }
      if (wanted == null && open.size() > 1) {
        throw new RefusedException(
            ErrorCode.INVALID_FIELD, "question", "Several are open; name one: " + open);
      }
      if (clock.instant().isAfter(deadline)) {
        throw notOpen("It was never asked, answered before, or its time is over.");
      }
      pause();
    }
  }

  private Set<String> openQuestions(String actionId) {
    return openQuestions(
        history.entries(
            actionId,
            Set.of(
                EntryKind.VOTES_COUNTED,
                EntryKind.CLARIFICATION_ANSWERED,
                EntryKind.CLARIFICATION_OVERDUE,
                EntryKind.DEADLINE_PASSED,
                EntryKind.DECISION_ANNOUNCED)));
  }

  /** A stage asks one thing at a time: what happens to the stage next closes its question. */
  static Set<String> openQuestions(List<Entry> entries) {
    Map<String, String> byStage = new HashMap<>();
    for (Entry entry : entries) {
      Object verdict = entry.detail().get("verdict");
      Object question =
          verdict instanceof Map<?, ?> map && map.get("question") instanceof Map<?, ?> asked
              ? asked.get("id")
              : null;
      if (entry.kind() == EntryKind.DECISION_ANNOUNCED) {
        byStage.clear();
      } else if (question == null) {
        byStage.remove(entry.processInstanceKey());
      } else {
        byStage.put(entry.processInstanceKey(), String.valueOf(question));
      }
    }
    return new LinkedHashSet<>(byStage.values());
  }

  private static RefusedException notOpen(String detail) {
    return new RefusedException(ErrorCode.QUESTION_NOT_OPEN, "question", detail);
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
