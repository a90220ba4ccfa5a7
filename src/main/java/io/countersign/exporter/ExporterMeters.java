package io.countersign.exporter;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The exporter's figures among the broker's own metrics, which also tell while the history is away.
 */
final class ExporterMeters implements AutoCloseable {

  private final MeterRegistry registry;
  private final List<Meter> meters;

  ExporterMeters(
      MeterRegistry registry,
      int partition,
      Progress progress,
      ElasticsearchBulk bulk,
      OpenActions open,
      InstantSource clock) {
    this.registry = registry;
    String number = Integer.toString(partition);
    this.meters =
        List.of(
            TimeGauge.builder(
                    "countersign.exporter.delay",
                    progress,
                    TimeUnit.MILLISECONDS,
                    it -> it.delayMillis(clock.millis()))
                .description("Age of the oldest record that is not in the history yet")
                .tag("partition", number)
                .register(registry),
            FunctionCounter.builder(
                    "countersign.exporter.quarantined", bulk, ElasticsearchBulk::quarantined)
                .description("Documents that went to the quarantine")
                .tag("partition", number)
                .register(registry),
            Gauge.builder("countersign.exporter.open", open, OpenActions::size)
                .description("Instances, seats and failing jobs that the exporter remembers")
                .tag("partition", number)
                .register(registry));
  }

  @Override
  public void close() {
    meters.forEach(registry::remove);
  }
}
