package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.ProcessMessageSubscriptionIntent;
import io.camunda.zeebe.protocol.record.value.ProcessMessageSubscriptionRecordValue;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import java.util.Optional;

/** Tells what the agent said while its action was reviewed. */
final class MessageStory {

  private MessageStory() {}

  static Optional<Line> of(Record<?> record, ProcessMessageSubscriptionRecordValue message) {
    if (record.getIntent() != ProcessMessageSubscriptionIntent.CORRELATED) {
      return Optional.empty();
    }
    Json said = Json.of(message.getVariables());
    return switch (message.getMessageName()) {
      case "question-answered" ->
          Optional.of(
              Line.info(
                      EntryKind.CLARIFICATION_ANSWERED,
                      Actor.agent(said.said("agent")),
                      "The agent answered: " + said.said("answer"),
                      message.getElementId())
                  .detail("question", message.getCorrelationKey())
                  .detail("answer", said.text("answer"))
                  .action("questionState", "answered"));
      case "action-withdrawn" ->
          Optional.of(
              Line.info(
                      EntryKind.ACTION_WITHDRAWN,
                      Actor.agent(said.said("agent")),
                      "The agent withdrew the action.",
                      message.getElementId())
                  .detail("reason", said.text("reason")));
      case "action-halted" ->
          Optional.of(
              Line.warning(
                      EntryKind.ACTION_HALTED,
                      Actor.operator(said.said("by")),
                      said.said("reason"),
                      message.getElementId())
                  .detail("halt", said.text("halt")));
      default -> Optional.empty();
    };
  }
}
