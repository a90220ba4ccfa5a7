package io.countersign.policy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the rules are and how they are read. Limits and working hours stand in the rules
 * themselves.
 *
 * @param rulesFolder the folder of the rules; where it is absent, the rules packed into the
 *     application are in force
 * @param reloadEvery how often the folder is looked at
 * @param zone the time zone of the working hours
 * @param recentActions how many actions of the last 24 hours are remembered; beyond it rules ask
 *     for a review because a repeat cannot be excluded
 */
@ConfigurationProperties("countersign.policy")
public record PolicyProperties(
    @DefaultValue("rules") Path rulesFolder,
    @DefaultValue("PT2S") Duration reloadEvery,
    @DefaultValue("Europe/Berlin") ZoneId zone,
    @DefaultValue("300000") int recentActions) {}
