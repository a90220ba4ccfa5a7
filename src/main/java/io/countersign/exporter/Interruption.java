package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.countersign.history.Actor;
import io.countersign.history.Entry;
import io.countersign.history.EntryKind;
import io.countersign.history.EntrySeverity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The broker forgets how far an exporter was, and all it remembered, when someone takes it out and
 * puts it back (management API, {@code exporters/…/disable}): it gives it only what comes then. The
 * history must not look whole.
 *
 * @param log that begins with the last record that was missed
 * @param after the position of the last entry before it
 * @param partition of the engine
 * @param at when it ended, the broker's time
 * @param openInstances the actions that went on meanwhile, by the key of the process instance
 */
record Interruption(
    LogOrigin log, long after, int partition, Instant at, Map<Long, String> openInstances) {

  /**
   * What an exporter without a memory has missed.
   *
   * @param first the first record that it was given
   */
  static Optional<Interruption> before(Record<?> first, ElasticsearchPast past) {
    int partition = first.getPartitionId();
    LogOrigin latest = past.latestLog(partition);
    long last = latest.known() ? past.lastPosition(partition, latest.number()) : Long.MAX_VALUE;
    // A log that is given from its beginning repeats what is stored.
    return first.getPosition() <= last
        ? Optional.empty()
        : Optional.of(
            new Interruption(
                new LogOrigin(latest.number() + 1, first.getPosition() - 1),
                last,
                partition,
                Instant.ofEpochMilli(first.getTimestamp()),
                past.openInstances(partition)));
  }

  Entry entry(long number) {
    return new Entry(
        log.inForce(),
        partition,
        log.since(),
        number,
        at,
        "",
        EntryKind.HISTORY_INTERRUPTED,
        EntrySeverity.ALARM,
        Actor.operator(),
        Sentence.INTERRUPTED.of(after, log.since()),
        "",
        "",
        Map.of(),
        Map.of("after", after, "until", log.since(), "openInstances", openInstances.size()));
  }

  Origin origin() {
    return new Origin(log.inForce(), partition, log.since(), at.toEpochMilli());
  }
}
