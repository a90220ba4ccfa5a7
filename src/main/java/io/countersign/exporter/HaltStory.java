package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.value.MessageRecordValue;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import java.util.Optional;

/** Tells that something was halted or lifted; the entry belongs to the halt, not to an action. */
final class HaltStory {

  private HaltStory() {}

  static Optional<Line> of(MessageRecordValue message) {
    Json said = Json.of(message.getVariables());
    Json halt = said.at("halt");
    return switch (message.getName()) {
      case "halt-set" ->
          Optional.of(
              Line.warning(
                      EntryKind.HALT_SET,
                      Actor.operator(halt.said("by")),
                      Sentence.HALTED.of(
                          halt.said("by"), scope(halt.at("scope")), halt.said("reason")),
                      "")
                  .detail("halt", halt.value()));
      case "halt-lifted" -> {
        Json lifted = said.at("lifted");
        yield Optional.of(
            Line.warning(
                    EntryKind.HALT_LIFTED,
                    Actor.operator(lifted.said("by")),
                    Sentence.HALT_LIFTED.of(
                        lifted.said("by"), scope(halt.at("scope")), lifted.said("reason")),
                    "")
                .detail("halt", halt.value())
                .detail("lifted", lifted.value()));
      }
      default -> Optional.empty();
    };
  }

  private static String scope(Json scope) {
    if (scope.text("agent") != null) {
      return "agent " + scope.said("agent");
    }
    return scope.text("actionType") != null
        ? "action type " + scope.said("actionType")
        : "everything";
  }
}
