package io.countersign.audit;

import java.util.List;

/** Reads how far the exporters of all partitions are. */
interface ExporterStates {

  /**
   * @param quarantined documents that wait in the quarantine, of all partitions
   */
  record Seen(List<ExporterStatus> partitions, long quarantined) {}

  /**
   * @throws io.countersign.web.RefusedException {@code HISTORY_UNAVAILABLE} if they cannot be read
   */
  Seen read();
}
