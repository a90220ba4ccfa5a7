package io.countersign.action;

import io.countersign.action.ActionView.Explanation.Stage;
import io.countersign.action.LiveActions.LiveAction;
import io.countersign.audit.ActionDocument;
import io.countersign.audit.ActionDocument.StageShown;
import io.countersign.audit.ActionHistory;
import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds actions, first among the live ones, then in the history, and waits for decisions. */
@Service
class ActionReads {

  /** How often a waiting call looks into the history, in case another node announces. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private static final Duration HISTORY_LOOK_AGAIN = Duration.ofMillis(25);

  private final LiveActions live;
  private final ActionHistory history;
  private final Clock clock;

  ActionReads(LiveActions live, ActionHistory history, Clock clock) {
    this.live = live;
    this.history = history;
    this.clock = clock;
  }

  /** The action as it is known now. */
  Optional<LiveAction> find(String id) {
    return live.find(id).or(() -> history.find(id).map(this::remember));
  }

  /** The action that the engine already knows, as soon as the history shows it. */
  LiveAction await(String id, Duration patience) {
    Instant deadline = clock.instant().plus(patience);
    Optional<LiveAction> found = find(id);
    while (found.isEmpty() && clock.instant().isBefore(deadline)) {
      pause(HISTORY_LOOK_AGAIN);
      found = find(id);
    }
    return found.orElseThrow(
        () ->
            new RefusedException(
                ErrorCode.HISTORY_UNAVAILABLE,
                "This action was proposed before, but the history does not show it yet. Try again."));
  }

  /** The action of this caller; another agent's action does not exist for it. */
  ActionView view(String id, Caller caller) {
    LiveAction action = visible(id, caller);
    return action.announced().isDone() ? explained(action) : freshest(action);
  }

  /** What is decided is known without the history, which adds the explanation. */
  private ActionView explained(LiveAction action) {
    try {
      ActionView seen = freshest(action);
      return seen.decided() ? seen : action.now();
    } catch (RefusedException historyUnavailable) {
      return action.now();
    }
  }

  /** The action once it is decided, or as it is when the time is over. */
  ActionView decision(String id, Caller caller, Duration patience) {
    LiveAction action = visible(id, caller);
    Instant deadline = clock.instant().plus(patience);
    for (Duration left = patience;
        left.isPositive();
        left = Duration.between(clock.instant(), deadline)) {
      try {
        Duration turn = left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN;
        return action.announced().get(turn.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException notYet) {
        ActionView seen = freshest(action);
        if (seen.decided()) {
          return seen;
        }
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        break;
      } catch (ExecutionException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    return action.announced().isDone() ? action.now() : freshest(action);
  }

  /** Refuses whoever is not the agent that proposed it. */
  void own(String id, Caller caller) {
    if (!visible(id, caller).agent().equals(caller.id())) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN, "Only the agent that proposed an action speaks for it.");
    }
  }

  private LiveAction visible(String id, Caller caller) {
    return Optional.of(id)
        .filter(ActionId::isOne)
        .flatMap(this::find)
        .filter(action -> caller.may("audit") || action.agent().equals(caller.id()))
        .orElseThrow(
            () -> new RefusedException(ErrorCode.ACTION_NOT_FOUND, "No action has this id."));
  }

  private ActionView freshest(LiveAction action) {
    ActionView seen =
        history.find(action.pending().id()).map(ActionReads::view).orElse(action.pending());
    if (seen.decided()) {
      action.announced().complete(seen);
    }
    return seen;
  }

  private LiveAction remember(ActionDocument document) {
    ActionView view = view(document);
    LiveAction action = live.remember(view, document.agent(), document.requestDigest());
    if (view.decided()) {
      action.announced().complete(view);
    }
    return action;
  }

  private static ActionView view(ActionDocument document) {
    Verdict verdict = verdict(document.verdict());
    return new ActionView(
        document.actionId(),
        verdict != null ? "decided" : document.routeName() != null ? "in_review" : "proposed",
        document.control(),
        verdict,
        document.digest(),
        ActionView.Change.of(document),
        document.findings(),
        document.decidedBy() == null ? List.of() : document.decidedBy(),
        document.decisionReason(),
        document.comment(),
        document.instead(),
        verdict == null ? question(document) : null,
        explanation(document),
        document.proposedAt(),
        document.decidedAt(),
        ActionView.next(document.actionId(), verdict));
  }

  private static ActionView.@Nullable Explanation explanation(ActionDocument document) {
    return document.control() == null
        ? null
        : new ActionView.Explanation(
            document.controlReason(),
            document.controlRule(),
            document.routeName(),
            document.stages().entrySet().stream()
                .map(it -> stage(it.getValue(), asked(document, it.getKey())))
                .toList(),
            document.relaxation());
  }

  private static Stage stage(StageShown stage, List<String> asked) {
    return new Stage(stage.name(), stage.decideBy(), asked);
  }

  private static List<String> asked(ActionDocument document, String stage) {
    return document.seats().values().stream()
        .filter(it -> it.processInstanceKey().equals(stage))
        .flatMap(it -> it.candidateUsers().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static ActionView.@Nullable Question question(ActionDocument document) {
    var asked = document.question();
    return asked == null || !"open".equals(document.questionState())
        ? null
        : new ActionView.Question(asked.id(), asked.by(), asked.text(), asked.answerBy());
  }

  private static Verdict verdict(String word) {
    for (Verdict verdict : Verdict.values()) {
      if (verdict.word().equals(word)) {
        return verdict;
      }
    }
    return null;
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
