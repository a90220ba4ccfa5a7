package io.countersign.audit;

import io.countersign.audit.ExporterWatch.Verdict;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Lets operators watch the exporter: as health {@code exporter} and as figures. */
@Component("exporter")
class ExporterMetrics implements MeterBinder, HealthIndicator {

  private static final double UNKNOWN = Double.NaN;

  private final ExporterWatch watch;

  ExporterMetrics(ExporterWatch watch) {
    this.watch = watch;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("countersign.history.delay", watch, ExporterMetrics::delay)
        .description("How late the history is; unknown while it cannot be read")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("countersign.history.quarantined", watch, ExporterMetrics::quarantined)
        .description("Documents that wait in the quarantine")
        .register(registry);
    Gauge.builder("countersign.history.alarms", watch, it -> it.verdict().alarms().size())
        .description("What an operator has to look at; 0 when all is well")
        .register(registry);
  }

  @Override
  public Health health() {
    List<String> alarms = watch.verdict().alarms();
    return alarms.isEmpty()
        ? Health.up().build()
        : Health.status("WARNING").withDetail("alarms", alarms).build();
  }

  private static double delay(ExporterWatch watch) {
    Verdict verdict = watch.verdict();
    return verdict.delay() == null ? UNKNOWN : verdict.delay().toMillis() / 1000.0;
  }

  private static double quarantined(ExporterWatch watch) {
    Verdict verdict = watch.verdict();
    return verdict.quarantined() == null ? UNKNOWN : verdict.quarantined();
  }
}
