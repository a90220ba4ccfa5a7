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

  static Optional<Line> of(Record<?> record, TimerRecordValue timer) {
    if (record.getIntent() != TimerIntent.TRIGGERED) {
      return Optional.empty();
    }
    String element = timer.getTargetElementId();
    return switch (element) {
      case "BoundaryEvent_ReviewOverdue" ->
          Optional.of(
              Line.warning(
                  EntryKind.DEADLINE_PASSED, Actor.engine(), "The deadline passed.", element));
      case "BoundaryEvent_AnswerOverdue" ->
          Optional.of(
              Line.warning(
                      EntryKind.CLARIFICATION_OVERDUE,
                      Actor.engine(),
                      "The agent did not answer in time.",
                      element)
                  .action("questionState", "overdue"));
      case "CatchEvent_OutcomeOverdue" ->
          Optional.of(
              Line.warning(
                  EntryKind.OUTCOME_OVERDUE,
                  Actor.engine(),
                  "The agent redeemed the release and did not report an outcome in time.",
                  element));
      default -> Optional.empty();
    };
  }

  static Optional<Line> of(Record<?> record, IncidentRecordValue incident) {
    String what = incident.getElementId() + " (" + incident.getErrorType() + ")";
    return switch (record.getIntent()) {
      case IncidentIntent.CREATED ->
          Optional.of(
              Line.warning(
                      EntryKind.INCIDENT_RAISED,
                      Actor.engine(),
                      "The process stands still at %s: %s"
                          .formatted(what, Words.cut(incident.getErrorMessage(), LONGEST_MESSAGE)),
                      incident.getElementId())
                  .action("callbacks", CallbackStory.incident(record, incident)));
      case IncidentIntent.RESOLVED ->
          Optional.of(
              Line.warning(
                  EntryKind.INCIDENT_RESOLVED,
                  Actor.operator(),
                  "The incident at " + what + " was resolved.",
                  incident.getElementId()));
      default -> Optional.empty();
    };
  }

  static Line ended(Record<?> record, ProcessInstanceRecordValue instance) {
    Line line =
        record.getIntent() == ProcessInstanceIntent.ELEMENT_COMPLETED
            ? Line.info(
                EntryKind.ACTION_CLOSED,
                Actor.engine(),
                "The governance of this action ended.",
                instance.getElementId())
            : Line.alarm(
                "An operator cancelled the governance of this action.", instance.getElementId());
    return line.action("closedAt", Instant.ofEpochMilli(record.getTimestamp()).toString());
  }
}
