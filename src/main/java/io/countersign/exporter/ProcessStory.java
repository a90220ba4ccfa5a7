package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.TimerRecordValue;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import java.time.Instant;
import java.util.Optional;

/** Tells of deadlines, incidents and the end. */
final class ProcessStory {

  private static final int LONGEST_MESSAGE = 1_000;

  private ProcessStory() {}

  static Optional<Line> of(Record<?> record, TimerRecordValue timer, ElementNames names) {
    if (record.getIntent() != TimerIntent.TRIGGERED) {
      return Optional.empty();
    }
    String element = timer.getTargetElementId();
    if (element.equals("BoundaryEvent_AnswerOverdue")) {
      return Optional.of(
          Line.warning(
                  EntryKind.CLARIFICATION_OVERDUE,
                  Actor.engine(),
                  Sentence.ANSWER_OVERDUE.of(),
                  element)
              .action("questionState", "overdue"));
    }
    if (element.equals("CatchEvent_OutcomeOverdue")) {
      return Optional.of(
          Line.warning(
              EntryKind.OUTCOME_OVERDUE, Actor.engine(), Sentence.OUTCOME_OVERDUE.of(), element));
    }
    String name = names.of(timer.getProcessDefinitionKey(), element);
    return Optional.of(
        element.startsWith("BoundaryEvent_")
            ? Line.warning(
                EntryKind.DEADLINE_PASSED,
                Actor.engine(),
                Sentence.DEADLINE_PASSED.of(name),
                element)
            : Line.info(
                EntryKind.TIME_REACHED, Actor.engine(), Sentence.TIME_REACHED.of(name), element));
  }

  static Optional<Line> of(Record<?> record, IncidentRecordValue incident, ElementNames names) {
    String element = incident.getElementId();
    String name = names.of(incident.getProcessDefinitionKey(), element);
    String type = String.valueOf(incident.getErrorType());
    String message = Words.cut(incident.getErrorMessage(), LONGEST_MESSAGE);
    return switch (record.getIntent()) {
      case IncidentIntent.CREATED ->
          Optional.of(
              Line.warning(
                      EntryKind.INCIDENT_RAISED,
                      Actor.engine(),
                      Sentence.INCIDENT_RAISED.of(name, type, message),
                      element)
                  .fact("reason", message)
                  .detail("errorType", type)
                  .action("callbacks", CallbackStory.incident(record, incident)));
      case IncidentIntent.RESOLVED ->
          Optional.of(
              Line.warning(
                      EntryKind.INCIDENT_RESOLVED,
                      Actor.operator(),
                      Sentence.INCIDENT_RESOLVED.of(name, type),
                      element)
                  .fact("reason", message)
                  .detail("errorType", type));
      default -> Optional.empty();
    };
  }

  static Line ended(Record<?> record, ProcessInstanceRecordValue instance) {
    Line line =
        record.getIntent() == ProcessInstanceIntent.ELEMENT_COMPLETED
            ? Line.info(
                EntryKind.ACTION_CLOSED,
                Actor.engine(),
                Sentence.CLOSED.of(),
                instance.getElementId())
            : Line.alarm(
                EntryKind.ACTION_CANCELLED, Sentence.CANCELLED.of(), instance.getElementId());
    return line.action("closedAt", Instant.ofEpochMilli(record.getTimestamp()).toString());
  }
}
