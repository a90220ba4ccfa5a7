package io.countersign.halt;

import io.countersign.audit.ActionDocument;

/** Closes the release of an approved action for good. */
public interface ReleaseStop {

  /** Closes it unless it was redeemed or withdrawn before. */
  void halt(ActionDocument approved, Halt halt);
}
