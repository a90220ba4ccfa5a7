package io.countersign.administration;

import io.countersign.engine.EngineMessages;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Tells the engine by a message that no process waits for; the exporter makes an entry of it. What
 * is told of one subject stays in order, because it goes to one partition.
 */
@Component
class EngineChronicle implements Chronicle {

  private static final Duration RECORD_WAITS = Duration.ofHours(1);

  private final EngineMessages engine;

  EngineChronicle(EngineMessages engine) {
    this.engine = engine;
  }

  @Override
  public void tell(Act act) {
    try {
      engine.publish(
          act.failure() == null ? "administration-done" : "administration-failed",
          act.subject(),
          act.id(),
          RECORD_WAITS,
          Map.of("administration", act.told()));
    } catch (RefusedException away) {
      throw new RefusedException(
          ErrorCode.ENGINE_UNAVAILABLE,
          "The process engine did not take note of it, so nothing was changed. Try again.",
          away);
    }
  }
}
