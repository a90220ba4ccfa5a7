package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.value.MessageRecordValue;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import io.countersign.history.EntrySeverity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells what became of a permission: it was used, taken back, and what the agent then did. */
final class ReleaseStory {

  private ReleaseStory() {}

  static Optional<Line> of(MessageRecordValue message) {
    Json said = Json.of(message.getVariables());
    return switch (message.getName()) {
      case "release-closed" -> Optional.of(closed(said.at("release")));
      case "outcome-reported" -> Optional.of(reported(said.at("outcome")));
      default -> Optional.empty();
    };
  }

  private static Line closed(Json release) {
    String agent = release.said("agent");
    Line line =
        switch (String.valueOf(release.text("state"))) {
          case "redeemed" ->
              Line.info(
                  EntryKind.RELEASE_REDEEMED,
                  Actor.agent(agent),
                  agent + " redeemed the release.",
                  "");
          case "expired" ->
              Line.warning(
                  EntryKind.RELEASE_EXPIRED,
                  Actor.countersign(),
                  "The release was not redeemed in time.",
                  "");
          case "halted" ->
              Line.warning(
                  EntryKind.RELEASE_HALTED,
                  Actor.operator(release.said("by")),
                  "The release was closed. " + release.said("reason"),
                  "");
          default ->
              Line.info(
                  EntryKind.RELEASE_WITHDRAWN,
                  Actor.agent(agent),
                  agent + " took back what was approved.",
                  "");
        };
    return line.detail("release", release.value())
        .action("releaseState", release.text("state"))
        .action("releaseClosing", release.text("closing"));
  }

  private static Line reported(Json outcome) {
    String concern = outcome.text("concern");
    String sentence =
        "%s reported: %s.%s"
            .formatted(
                outcome.said("agent"),
                outcome.said("result").replace('_', ' '),
                concern == null ? "" : " " + concern);
    return new Line(
            EntryKind.OUTCOME_REPORTED,
            concern == null ? EntrySeverity.INFO : EntrySeverity.ALARM,
            Actor.agent(outcome.said("agent")),
            sentence,
            "",
            new LinkedHashMap<>(),
            new LinkedHashMap<>(Map.of()))
        .detail("outcome", outcome.value())
        .action("outcome", outcome.text("result"))
        .action("outcomeReference", outcome.text("reference"));
  }
}
