package io.countersign.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the exporter needs an operator, below {@code countersign.audit.alarm}.
 *
 * @param delay how late the history may be
 * @param quarantined how many documents in the quarantine raise it
 */
@ConfigurationProperties("countersign.audit.alarm")
record ExporterAlarmProperties(
    @DefaultValue("1m") Duration delay, @DefaultValue("1") long quarantined) {}
