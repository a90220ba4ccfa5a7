package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceMigrationIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceModificationIntent;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceMigrationRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceModificationRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceModificationRecordValue.ProcessInstanceModificationActivateInstructionValue;
import io.camunda.zeebe.protocol.record.value.VariableDocumentRecordValue;
import java.util.List;
import java.util.Optional;

/** Tells when someone changed a running process past Countersign. */
final class OperatorStory {

  private OperatorStory() {}

  static Line of(VariableDocumentRecordValue changed) {
    return Line.alarm(
            "Variables of the running process were changed from outside: "
                + String.join(", ", changed.getVariables().keySet()),
            "")
        .detail("variables", changed.getVariables())
        .detail("scopeKey", Long.toString(changed.getScopeKey()));
  }

  static Optional<Line> of(Record<?> record, ProcessInstanceModificationRecordValue modified) {
    if (record.getIntent() != ProcessInstanceModificationIntent.MODIFIED) {
      return Optional.empty();
    }
    List<String> started =
        modified.getActivateInstructions().stream()
            .map(ProcessInstanceModificationActivateInstructionValue::getElementId)
            .toList();
    int ended = modified.getTerminateInstructions().size();
    return Optional.of(
        Line.alarm(
                "An operator modified the running process: started %s, ended %d element(s)."
                    .formatted(started.isEmpty() ? "nothing" : String.join(", ", started), ended),
                "")
            .detail("started", started)
            .detail("ended", ended));
  }

  static Optional<Line> of(Record<?> record, ProcessInstanceMigrationRecordValue migrated) {
    return record.getIntent() == ProcessInstanceMigrationIntent.MIGRATED
        ? Optional.of(
            Line.alarm("An operator moved the running process to another version.", "")
                .detail(
                    "targetProcessDefinitionKey",
                    Long.toString(migrated.getTargetProcessDefinitionKey())))
        : Optional.empty();
  }
}
