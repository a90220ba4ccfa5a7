package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.value.DecisionEvaluationRecordValue;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.MatchedRuleValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.TimerRecordValue;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import java.util.List;
import java.util.Optional;

/** Tells of tables, deadlines, incidents and the end. */
final class ProcessStory {

  private ProcessStory() {}

  static Optional<Line> of(DecisionEvaluationRecordValue decision) {
    Json output = Json.parsed(decision.getDecisionOutput());
    List<String> rows =
        decision.getEvaluatedDecisions().stream()
            .flatMap(it -> it.getMatchedRules().stream())
            .map(MatchedRuleValue::getRuleId)
            .toList();
    String row = rows.isEmpty() ? "no row" : rows.getLast();
    String table = "version " + decision.getDecisionVersion() + ", " + row;
    String element = decision.getElementId();
    return switch (decision.getDecisionId()) {
      case "control" ->
          Optional.of(
              Line.info(
                      EntryKind.CONTROL_DECIDED,
                      Actor.policy(),
                      "The control table (%s) said %s: %s"
                          .formatted(table, output.text("control"), output.text("reason")),
                      element)
                  .detail("output", output.value())
                  .detail("decisionKey", Long.toString(decision.getDecisionKey()))
                  .action("controlRule", row));
      case "approvalRoute" ->
          Optional.of(
              Line.info(
                      EntryKind.ROUTE_CHOSEN,
                      Actor.policy(),
                      "The route table (%s) chose %s: %s of %s within %s."
                          .formatted(
                              table,
                              output.text("name"),
                              output.text("approvals"),
                              output.text("role"),
                              output.text("decideWithin")),
                      element)
                  .detail("output", output.value())
                  .detail("decisionKey", Long.toString(decision.getDecisionKey()))
                  .action("route", output.value())
                  .action("routeName", output.text("name")));
      default -> Optional.empty();
    };
  }

  static Optional<Line> of(Record<?> record, TimerRecordValue timer) {
    return record.getIntent() == TimerIntent.TRIGGERED
            && timer.getTargetElementId().equals("BoundaryEvent_ReviewOverdue")
        ? Optional.of(
            Line.warning(
                EntryKind.DEADLINE_PASSED,
                Actor.engine(),
                "The deadline passed.",
                timer.getTargetElementId()))
        : Optional.empty();
  }

  static Optional<Line> of(Record<?> record, IncidentRecordValue incident) {
    String what = incident.getElementId() + " (" + incident.getErrorType() + ")";
    return switch (record.getIntent()) {
      case IncidentIntent.CREATED ->
          Optional.of(
              Line.warning(
                  EntryKind.INCIDENT_RAISED,
                  Actor.engine(),
                  "The process stands still at %s: %s".formatted(what, incident.getErrorMessage()),
                  incident.getElementId()));
      case IncidentIntent.RESOLVED ->
          Optional.of(
              Line.warning(
                  EntryKind.INCIDENT_RESOLVED,
                  new Actor("operator", "operator"),
                  "The incident at " + what + " was resolved.",
                  incident.getElementId()));
      default -> Optional.empty();
    };
  }

  static Line ended(Record<?> record, ProcessInstanceRecordValue instance) {
    return record.getIntent() == ProcessInstanceIntent.ELEMENT_COMPLETED
        ? Line.info(
                EntryKind.ACTION_CLOSED,
                Actor.engine(),
                "The governance of this action ended.",
                instance.getElementId())
            .action("closedAt", java.time.Instant.ofEpochMilli(record.getTimestamp()).toString())
        : Line.alarm(
            "An operator cancelled the governance of this action.", instance.getElementId());
  }
}
