package io.countersign.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** What an export consists of. */
enum ExportedKind {
  ACTIONS(
      "actions",
      List.of(
          "actionId",
          "proposedAt",
          "agent",
          "owner",
          "requestedBy",
          "type",
          "businessObject",
          "environment",
          "amount",
          "currency",
          "summary",
          "control",
          "controlReason",
          "policies",
          "policyVersion",
          "routeName",
          "reviewers",
          "verdict",
          "decidedBy",
          "decidedAt",
          "decisionReason",
          "comment",
          "releaseState",
          "outcome",
          "outcomeReference",
          "callbackState",
          "callbackAttempts",
          "closedAt",
          "digest")),
  ENTRIES(
      "entries",
      List.of(
          "partition",
          "number",
          "position",
          "at",
          "actionId",
          "kind",
          "severity",
          "actor.type",
          "actor.id",
          "sentence",
          "elementId",
          "processInstanceKey"));

  private final String word;
  private final List<String> columns;

  ExportedKind(String word, List<String> columns) {
    this.word = word;
    this.columns = columns;
  }

  String word() {
    return word;
  }

  /** The columns of its CSV form: paths into the document. */
  List<String> columns() {
    return columns;
  }

  /** The CloudEvents type of one of them. */
  String eventType(ObjectNode source) {
    return switch (this) {
      case ACTIONS -> "io.countersign.action";
      case ENTRIES -> "io.countersign.entry." + source.path("kind").asText("unknown");
    };
  }

  /**
   * The CloudEvents id. An action grows: each export of it is an event of its own. An entry never
   * changes.
   */
  String eventId(Exported document, Instant exportedAt) {
    return switch (this) {
      case ACTIONS -> document.id() + "@" + exportedAt;
      case ENTRIES -> document.id();
    };
  }

  String eventTime(ObjectNode source) {
    return source.path(this == ACTIONS ? "proposedAt" : "at").asText();
  }
}
