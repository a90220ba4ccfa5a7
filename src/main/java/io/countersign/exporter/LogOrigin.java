package io.countersign.exporter;

/**
 * Which of the logs that this partition has had is being read.
 *
 * <p>Positions start again when the engine's data is wiped and go back when a backup is restored,
 * while the history keeps what it had. Such a log gets a number of its own, which makes its ids
 * new.
 *
 * @param number 1 for the first; 0 as long as the history was not asked
 * @param since the position from which it differs from the log before it; 0 for the first
 */
record LogOrigin(int number, long since) {

  static final LogOrigin UNKNOWN = new LogOrigin(0, 0);

  boolean known() {
    return number > 0;
  }

  /** What new entries are written as. */
  int inForce() {
    return Math.max(1, number);
  }
}
