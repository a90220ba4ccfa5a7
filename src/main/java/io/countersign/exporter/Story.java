package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.value.DecisionEvaluationRecordValue;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceMigrationRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceModificationRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessMessageSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.TimerRecordValue;
import io.camunda.zeebe.protocol.record.value.UserTaskRecordValue;
import java.util.Optional;

/** Finds who tells of a record of a governed instance. */
final class Story {

  private Story() {}

  static Optional<Line> of(Record<?> record, OpenActions open) {
    return switch (record.getValue()) {
      case JobRecordValue job ->
          new JobStory(open.failuresOf(record), open.names()).of(record, job);
      case UserTaskRecordValue task ->
          new TaskStory(open.seatBefore(record, task)).of(record, task);
      case ProcessMessageSubscriptionRecordValue message -> MessageStory.of(record, message);
      case TimerRecordValue timer -> ProcessStory.of(record, timer, open.names());
      case IncidentRecordValue incident -> ProcessStory.of(record, incident, open.names());
      case ProcessInstanceModificationRecordValue modified ->
          OperatorStory.of(record, modified, open.names());
      case ProcessInstanceMigrationRecordValue migrated -> OperatorStory.of(record, migrated);
      case DecisionEvaluationRecordValue decision ->
          new DecisionStory(open.notesOf(decision.getDecisionRequirementsKey()))
              .of(record, decision);
      default -> Optional.empty();
    };
  }
}
