package io.countersign.audit;

import io.countersign.web.RefusedException;
import java.io.IOException;

/**
 * Reads what is exported, oldest first, a page at a time.
 *
 * <p>Both methods throw {@link RefusedException} {@code HISTORY_UNAVAILABLE} when the history
 * cannot be read, also between pages, and let through what the taker throws.
 */
interface ExportSource {

  /** Actions in the order of their proposal. */
  void actions(AuditFilter filter, Exported.Taker taker) throws IOException;

  /** Entries in the order of time, within a partition in log order. */
  void entries(EntryFilter filter, Exported.Taker taker) throws IOException;
}
