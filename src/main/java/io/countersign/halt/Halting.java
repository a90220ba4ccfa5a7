package io.countersign.halt;

import io.countersign.audit.ActionDocument;
import io.countersign.audit.ActionHistory;
import io.countersign.engine.EngineMessages;
import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Sets and lifts halts, and ends what they stop: reviews that run, and releases that are not used.
 *
 * <p>What the history does not show yet, or what a dying instance left, is found when it looks
 * again; until then the checks at the decision and at the redemption hold it.
 */
@Service
class Halting {

  private static final Logger LOG = LoggerFactory.getLogger(Halting.class);

  /** Long enough for a review that is just opening; the next look sends it again. */
  private static final Duration STOP_WAITS = Duration.ofSeconds(10);

  private static final Duration RECORD_WAITS = Duration.ofHours(1);

  private final Halts halts;
  private final ActionHistory history;
  private final EngineMessages engine;
  private final ReleaseStop releases;
  private final Clock clock;

  Halting(
      Halts halts,
      ActionHistory history,
      EngineMessages engine,
      ReleaseStop releases,
      Clock clock) {
    this.halts = halts;
    this.history = history;
    this.engine = engine;
    this.releases = releases;
    this.clock = clock;
  }

  /** In force when this returns, also if the engine or the history is away. */
  Halt set(HaltScope scope, String reason, Caller by) {
    String id = "halt_" + UUID.randomUUID().toString().replace("-", "");
    var halt = new Halt(id, scope, reason, by.id(), clock.instant(), false);
    halts.change(all -> Stream.concat(all.stream(), Stream.of(halt)).toList());
    LOG.warn("Halt {} set by {}: {}", id, by.id(), scope.words());
    calmly(halt, this::recordOnce);
    Thread.startVirtualThread(() -> calmly(inForce(id), this::enforce));
    return inForce(id);
  }

  List<Halt> list() {
    return halts.all();
  }

  Halt inForce(String id) {
    return halts.all().stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new RefusedException(ErrorCode.HALT_NOT_FOUND, "No halt in force has this id."));
  }

  /** Stays in force if the engine does not take note of the lifting. */
  void lift(String id, String reason, Caller by) {
    Halt halt = inForce(id);
    recordOnce(halt);
    engine.publish(
        "halt-lifted",
        id,
        RECORD_WAITS,
        Map.of("halt", halt, "lifted", Map.of("by", by.id(), "reason", reason)));
    halts.change(all -> all.stream().filter(it -> !it.id().equals(id)).toList());
    LOG.warn("Halt {} lifted by {}", id, by.id());
  }

  @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
  void lookAgain() {
    List<Halt> inForce;
    try {
      inForce = halts.all();
    } catch (RefusedException unreadable) {
      return;
    }
    inForce.forEach(it -> calmly(it, this::recordOnce));
    inForce.forEach(it -> calmly(it, this::enforce));
  }

  private static void calmly(Halt halt, Consumer<Halt> work) {
    try {
      work.accept(halt);
    } catch (RefusedException later) {
      LOG.warn("Halt {} is in force, the rest waits: {}", halt.id(), later.code());
    }
  }

  private void recordOnce(Halt halt) {
    if (halt.recorded()) {
      return;
    }
    engine.publish("halt-set", halt.id(), RECORD_WAITS, Map.of("halt", halt));
    halts.change(
        all -> all.stream().map(it -> it.id().equals(halt.id()) ? it.noted() : it).toList());
  }

  private void enforce(Halt halt) {
    HaltScope scope = halt.scope();
    history
        .stoppable(scope.agent(), scope.actionType(), clock.instant())
        .forEach(action -> stop(action, halt));
  }

  private void stop(ActionDocument action, Halt halt) {
    if (action.verdict() == null) {
      Map<String, Object> how =
          Map.of("halt", halt.id(), "by", halt.by(), "reason", halt.sentence());
      engine.publish("action-halted", action.actionId(), STOP_WAITS, how);
    } else {
      releases.halt(action, halt);
    }
  }
}
