package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.value.MessageRecordValue;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import io.countersign.history.EntrySeverity;
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
                  EntryKind.RELEASE_REDEEMED, Actor.agent(agent), Sentence.REDEEMED.of(agent), "");
          case "expired" ->
              Line.warning(
                  EntryKind.RELEASE_EXPIRED, Actor.countersign(), Sentence.EXPIRED.of(), "");
          case "halted" ->
              Line.warning(
                  EntryKind.RELEASE_HALTED,
                  Actor.operator(release.said("by")),
                  Sentence.RELEASE_HALTED.of(release.said("reason")),
                  "");
          default ->
              Line.info(
                  EntryKind.RELEASE_WITHDRAWN,
                  Actor.agent(agent),
                  Sentence.TAKEN_BACK.of(agent),
                  "");
        };
    return line.detail("release", release.value())
        .action("releaseState", release.text("state"))
        .action("releaseClosing", release.text("closing"));
  }

  private static Line reported(Json outcome) {
    String concern = outcome.text("concern");
    String agent = outcome.said("agent");
    String result = outcome.said("result").replace('_', ' ');
    return Line.of(
            EntryKind.OUTCOME_REPORTED,
            concern == null ? EntrySeverity.INFO : EntrySeverity.ALARM,
            Actor.agent(agent),
            concern == null
                ? Sentence.REPORTED.of(agent, result)
                : Sentence.REPORTED_WITH_CONCERN.of(agent, result, concern),
            "")
        .fact("outcome", outcome.text("result"))
        .fact("reason", concern)
        .detail("outcome", outcome.value())
        .action("outcome", outcome.text("result"))
        .action("outcomeReference", outcome.text("reference"));
  }
}
