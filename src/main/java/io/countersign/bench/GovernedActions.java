package io.countersign.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Autonomous actions over REST, from the proposal to the decision. */
final class GovernedActions {

  private static final int LONGEST_WAIT_SECONDS = 60;

  private final DeskClient desk;

  GovernedActions(DeskClient desk) {
    this.desk = desk;
  }

  /** Proposes an action that policy lets run on its own, and waits for the decision. */
  String run() {
    String id = UUID.randomUUID().toString();
    decided(id);
    return id;
  }

  /** The same; what the agent is told. */
  JsonNode decided() {
    return decided(UUID.randomUUID().toString());
  }

  private JsonNode decided(String id) {
    JsonNode decided = desk.propose(id, note(id), LONGEST_WAIT_SECONDS);
    if (!decided.path("verdict").asText().equals("approved")) {
      throw new IllegalStateException("Not approved: " + decided);
    }
    return decided;
  }

  /** Proposes an action that is told to this endpoint, and waits for the decision; its id. */
  String toldTo(String endpoint) {
    Map<String, Object> note = new HashMap<>(note(UUID.randomUUID().toString()));
    note.put("callbackEndpoint", endpoint);
    return desk.propose(UUID.randomUUID().toString(), note, LONGEST_WAIT_SECONDS)
        .path("id")
        .asText();
  }

  /** Proposes an action and waits until the audit search finds it. */
  Void runUntilSearchable() throws InterruptedException {
    String id = run();
    while (desk.get("/v1/audit/actions?verdict=approved&businessObject=note/" + id)
        .path("items")
        .isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return null;
  }

  private static Map<String, Object> note(String id) {
    return Map.of(
        "type", "message.send",
        "summary", "Send note " + id,
        "businessObject", Map.of("type", "note", "id", id),
        "arguments", Map.of("to", "team", "text", "x".repeat(1000)),
        "target", Map.of("tool", "mail.send", "environment", "staging"));
  }
}
