package io.countersign.audit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the exporter of one partition is, as it tells itself every ten seconds.
 *
 * @param log which log of the partition, see the exporter
 * @param position of the last record it was given
 * @param number of the last entry
 * @param writtenAt the broker's time
 * @param delayMillis the age of the oldest record that was not stored then
 * @param quarantined documents since its start
 * @param rivalSeenAt when another exporter was last seen to write the same partition
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ExporterStatus(
    int partition,
    int log,
    long position,
    long number,
    Instant writtenAt,
    long delayMillis,
    long quarantined,
    @Nullable Instant rivalSeenAt) {

  private static final Duration RIVAL_IS_NEWS = Duration.ofMinutes(10);

  /** How late the history is: a status that is not renewed counts from when it was written. */
  Duration delay(Instant now) {
    Duration silence = Duration.between(writtenAt, now);
    return Duration.ofMillis(delayMillis).plus(silence.isNegative() ? Duration.ZERO : silence);
  }

  boolean hasRival(Instant now) {
    return rivalSeenAt != null && rivalSeenAt.plus(RIVAL_IS_NEWS).isAfter(now);
  }
}
