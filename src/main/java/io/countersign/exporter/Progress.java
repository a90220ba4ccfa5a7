package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;

/**
 * How far this exporter is: what it was given and what is stored of it.
 *
 * <p>Read by the meters from another thread.
 */
final class Progress {

  private volatile long position;
  private volatile long stored;
  private volatile long recordAt;
  private volatile long waitingSince;

  Progress(long stored) {
    this.position = stored;
    this.stored = stored;
  }

  void given(Record<?> record) {
    if (position == stored) {
      waitingSince = record.getTimestamp();
    }
    position = record.getPosition();
    recordAt = record.getTimestamp();
  }

  /** All that was given is stored. */
  void stored() {
    stored = position;
  }

  long position() {
    return position;
  }

  /** The broker's time of the latest record; 0 before the first. */
  long recordAt() {
    return recordAt;
  }

  /**
   * The age of the oldest record that is not stored yet; 0 if all are.
   *
   * @param now the broker's time, epoch milliseconds
   */
  long delayMillis(long now) {
    return position == stored ? 0 : Math.max(0, now - waitingSince);
  }
}
