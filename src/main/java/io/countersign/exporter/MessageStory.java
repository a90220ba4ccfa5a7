package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.ProcessMessageSubscriptionIntent;
import io.camunda.zeebe.protocol.record.value.ProcessMessageSubscriptionRecordValue;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import java.util.Optional;

/** Tells what the agent, or whoever an analyst's flow waits for, said during the review. */
final class MessageStory {

  private static final String ANSWER = "question-answered";

  private MessageStory() {}

  static Optional<Line> of(Record<?> record, ProcessMessageSubscriptionRecordValue message) {
    return switch (record.getIntent()) {
      case ProcessMessageSubscriptionIntent.CREATED -> asked(message);
      case ProcessMessageSubscriptionIntent.CORRELATED -> said(message);
      default -> Optional.empty();
    };
  }

  /** The agent is asked once its answer is waited for, however long telling it takes. */
  private static Optional<Line> asked(ProcessMessageSubscriptionRecordValue message) {
    return message.getMessageName().equals(ANSWER)
        ? Optional.of(
            Line.info(
                    EntryKind.CLARIFICATION_REQUESTED,
                    Actor.engine(),
                    Sentence.AGENT_ASKED.of(),
                    message.getElementId())
                .fact("question", message.getCorrelationKey()))
        : Optional.empty();
  }

  private static Optional<Line> said(ProcessMessageSubscriptionRecordValue message) {
    Json said = Json.of(message.getVariables());
    return switch (message.getMessageName()) {
      case ANSWER ->
          Optional.of(
              Line.info(
                      EntryKind.CLARIFICATION_ANSWERED,
                      Actor.agent(said.said("agent")),
                      Sentence.AGENT_ANSWERED.of(said.said("answer")),
                      message.getElementId())
                  .fact("question", message.getCorrelationKey())
                  .fact("comment", said.text("answer"))
                  .detail("question", message.getCorrelationKey())
                  .detail("answer", said.text("answer"))
                  .action("questionState", "answered"));
      case "action-withdrawn" ->
          Optional.of(
              Line.info(
                      EntryKind.ACTION_WITHDRAWN,
                      Actor.agent(said.said("agent")),
                      Sentence.WITHDRAWN.of(),
                      message.getElementId())
                  .fact("reason", said.text("reason"))
                  .detail("reason", said.text("reason")));
      case "action-halted" ->
          Optional.of(
              Line.warning(
                      EntryKind.ACTION_HALTED,
                      Actor.operator(said.said("by")),
                      said.said("reason"),
                      message.getElementId())
                  .detail("halt", said.text("halt")));
      // These are told when they are published: also when nothing waits for them.
      case "release-closed", "outcome-reported" -> Optional.empty();
      default ->
          Optional.of(
              Line.info(
                      EntryKind.MESSAGE_RECEIVED,
                      Actor.engine(),
                      Sentence.MESSAGE_RECEIVED.of(message.getMessageName()),
                      message.getElementId())
                  .detail("message", message.getMessageName())
                  .detail("variables", message.getVariables()));
    };
  }
}
