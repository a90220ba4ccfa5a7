package io.countersign.release;

import io.countersign.audit.ActionHistory;
import io.countersign.web.RefusedException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Counts what agents redeemed and never reported; not a number while the history is away. */
@Component
class ReleaseMetrics {

  ReleaseMetrics(MeterRegistry registry, ActionHistory history, Clock clock) {
    Gauge.builder("countersign.outcomes.unknown", () -> unknown(history, clock))
        .description("Redeemed releases without an outcome in time")
        .register(registry);
  }

  private static double unknown(ActionHistory history, Clock clock) {
    try {
      return history.outcomesUnknown(clock.instant());
    } catch (RefusedException unavailable) {
      return Double.NaN;
    }
  }
}
