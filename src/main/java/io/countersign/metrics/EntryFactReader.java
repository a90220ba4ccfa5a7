package io.countersign.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.metrics.EntryFact.Counted;
import io.countersign.metrics.EntryFact.Escalated;
import io.countersign.metrics.EntryFact.HaltSet;
import io.countersign.metrics.EntryFact.SeatTaken;
import io.countersign.metrics.EntryFact.Stopped;
import io.countersign.metrics.EntryFact.Uncounted;
import io.countersign.metrics.EntryFact.VoteCast;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads facts from entries as they are stored, those of earlier versions too. */
final class EntryFactReader {

  /** Kinds of entries of one action. */
  static final List<String> OF_ACTIONS =
      List.of("seat-taken", "seat-reassigned", "vote-cast", "votes-counted", "review-escalated");

  /** Kinds of entries that tell of halts. */
  static final List<String> OF_HALTS = List.of("halt-set", "action-halted", "release-halted");

  /** The fields that are read. */
  static final List<String> FIELDS =
      List.of(
          "actionId",
          "kind",
          "at",
          "processInstanceKey",
          "actor",
          "facts.person",
          "detail.person",
          "detail.userTaskKey",
          "detail.verdict.votes",
          "detail.halt",
          "detail.release.halt");

  private EntryFactReader() {}

  static Optional<EntryFact> read(JsonNode entry) {
    String action = entry.path("actionId").asText();
    Instant at = Instant.parse(entry.path("at").asText());
    JsonNode detail = entry.path("detail");
    String task = detail.path("userTaskKey").asText();
    JsonNode halt = detail.path("halt");
    return switch (entry.path("kind").asText()) {
      case "seat-taken", "seat-reassigned" -> Optional.of(new SeatTaken(task, person(entry), at));
      case "vote-cast" -> Optional.of(new VoteCast(action, task, person(entry), at));
      case "review-escalated" -> Optional.of(new Escalated(action));
      case "votes-counted" ->
          Optional.of(
              new Counted(
                  action,
                  entry.path("processInstanceKey").asText(),
                  uncounted(detail.at("/verdict/votes"))));
      case "halt-set" -> Optional.of(new HaltSet(halt.path("id").asText(), at));
      case "action-halted" -> Optional.of(new Stopped(halt.asText(), at));
      case "release-halted" -> Optional.of(new Stopped(detail.at("/release/halt").asText(), at));
      default -> Optional.empty();
    };
  }

  private static String person(JsonNode entry) {
    JsonNode fact = entry.at("/facts/person");
    JsonNode detail = entry.at("/detail/person");
    return fact.isTextual()
        ? fact.asText()
        : detail.isTextual() ? detail.asText() : entry.at("/actor/id").asText();
  }

  private static List<Uncounted> uncounted(JsonNode votes) {
    List<Uncounted> uncounted = new ArrayList<>();
    for (JsonNode vote : votes) {
      if (vote.path("counts").isBoolean() && !vote.path("counts").asBoolean()) {
        String insteadOf = vote.path("insteadOf").asText();
        uncounted.add(
            new Uncounted(
                vote.path("person").asText(),
                insteadOf.isEmpty() ? null : insteadOf,
                vote.path("why").asText()));
      }
    }
    return List.copyOf(uncounted);
  }
}
