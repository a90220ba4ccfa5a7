package io.countersign.metrics;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the governance figures are made, below {@code countersign.metrics}.
 *
 * @param rubberStamp a vote that follows the taking of the seat sooner than this is a rubber stamp
 * @param window the time before now that the gauges show
 */
@ConfigurationProperties("countersign.metrics")
record MetricsProperties(
    @DefaultValue("PT5S") Duration rubberStamp, @DefaultValue("PT1H") Duration window) {}
