package io.countersign.release;

import io.countersign.action.ReleaseLock;
import io.countersign.audit.ActionDocument;
import io.countersign.halt.Halt;
import io.countersign.halt.ReleaseStop;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Closes releases that a halt stops, by the same lock as a redemption: whoever comes first. */
@Component
class ReleaseHalt implements ReleaseStop {

  private final ReleaseLock lock;

  ReleaseHalt(ReleaseLock lock) {
    this.lock = lock;
  }

  @Override
  public void halt(ActionDocument approved, Halt halt) {
    if (approved.executeBy() == null) {
      return;
    }
    Map<String, Object> how =
        Map.of(
            "state",
            "halted",
            "by",
            halt.by(),
            "halt",
            halt.id(),
            "reason",
            halt.sentence(),
            "at",
            halt.at().toString(),
            "closing",
            UUID.randomUUID().toString());
    lock.close(approved.actionId(), approved.executeBy(), how);
  }
}
