package io.countersign.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads facts from the documents of actions. */
final class ActionFactReader {

  /** The fields that are read. */
  static final List<String> FIELDS =
      List.of(
          "actionId",
          "type",
          "agent",
          "owner",
          "environment",
          "proposedAt",
          "control",
          "controlRule",
          "policyVersion",
          "policies",
          "verdict",
          "decidedAt",
          "callbackState",
          "callbackAttempts");

  private ActionFactReader() {}

  static ActionFact read(JsonNode source) {
    Set<String> policies = new HashSet<>();
    source.path("policies").forEach(it -> policies.add(it.asText()));
    String decidedAt = text(source, "decidedAt");
    return new ActionFact(
        source.path("actionId").asText(),
        source.path("type").asText(),
        source.path("agent").asText(),
        text(source, "owner"),
        text(source, "environment"),
        Instant.parse(source.path("proposedAt").asText()),
        text(source, "control"),
        text(source, "verdict"),
        decidedAt == null ? null : Instant.parse(decidedAt),
        text(source, "policyVersion") != null
            && text(source, "controlRule") != null
            && decidedAt != null,
        policies,
        text(source, "callbackState"),
        source.path("callbackAttempts").asInt());
  }

  private static @Nullable String text(JsonNode source, String name) {
    return source.path(name).isTextual() ? source.path(name).asText() : null;
  }
}
