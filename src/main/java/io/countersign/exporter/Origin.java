package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.countersign.history.Entry;

/**
 * The record that a document comes from.
 *
 * @param log which log of the partition, see {@link LogOrigin}
 * @param at the broker's time, epoch milliseconds
 */
record Origin(int log, int partition, long position, long at) {

  static Origin of(Record<?> record, LogOrigin log) {
    return new Origin(
        log.inForce(), record.getPartitionId(), record.getPosition(), record.getTimestamp());
  }

  /** The same for the same record of the same log. */
  String id() {
    return Entry.id(log, partition, position);
  }

  Origin inLog(int other) {
    return new Origin(other, partition, position, at);
  }
}
