package io.countersign.refusal;

import io.countersign.audit.AuditCursor;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where refusals are kept. */
interface RefusalStore {

  /** One page, the latest first. */
  record Page(List<Refusal> items, @Nullable AuditCursor next) {}

  /**
   * Keeps them, each once, however often it is called.
   *
   * @throws IOException if any was not kept
   */
  void keep(List<Refusal> refusals) throws IOException;

  Page search(RefusalQuery query);
}
