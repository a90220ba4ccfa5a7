package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceMigrationIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceModificationIntent;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceCreationRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceCreationRecordValue.ProcessInstanceCreationStartInstructionValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceMigrationRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceModificationRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceModificationRecordValue.ProcessInstanceModificationActivateInstructionValue;
import io.camunda.zeebe.protocol.record.value.VariableDocumentRecordValue;
import io.countersign.history.EntryKind;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Tells when someone changed a running process past Countersign, or started one. */
final class OperatorStory {

  private OperatorStory() {}

  static Line of(VariableDocumentRecordValue changed) {
    List<String> names = List.copyOf(changed.getVariables().keySet());
    return Line.alarm(
            EntryKind.VARIABLES_CHANGED,
            Sentence.VARIABLES_CHANGED.of(String.join(", ", names)),
            "")
        .fact("variables", names)
        .detail("variables", changed.getVariables())
        .detail("scopeKey", Long.toString(changed.getScopeKey()));
  }

  /** A proposal starts its process by a message; whoever starts it otherwise skips the intake. */
  static Line of(ProcessInstanceCreationRecordValue created, ElementNames names) {
    List<String> elements =
        created.getStartInstructions().stream()
            .map(ProcessInstanceCreationStartInstructionValue::getElementId)
            .toList();
    String where =
        elements.isEmpty()
            ? "the start"
            : said(elements, it -> names.of(created.getProcessDefinitionKey(), it));
    return Line.alarm(EntryKind.STARTED_PAST_INTAKE, Sentence.STARTED_PAST_INTAKE.of(where), "")
        .fact("variables", List.copyOf(created.getVariables().keySet()))
        .detail("elements", elements)
        .detail("variables", created.getVariables());
  }

  static Optional<Line> of(
      Record<?> record, ProcessInstanceModificationRecordValue modified, ElementNames names) {
    if (record.getIntent() != ProcessInstanceModificationIntent.MODIFIED) {
      return Optional.empty();
    }
    List<String> started =
        modified.getActivateInstructions().stream()
            .map(ProcessInstanceModificationActivateInstructionValue::getElementId)
            .toList();
    List<Object> variables =
        modified.getActivateInstructions().stream()
            .flatMap(it -> it.getVariableInstructions().stream())
            .<Object>map(it -> it.getVariables())
            .toList();
    int ended = modified.getTerminateInstructions().size();
    return Optional.of(
        Line.alarm(
                EntryKind.INSTANCE_MODIFIED,
                Sentence.MODIFIED.of(
                    started.isEmpty() ? "nothing" : said(started, names::ofAny), ended),
                "")
            .detail("started", started)
            .detail("ended", ended)
            .detail("variables", variables.isEmpty() ? null : variables));
  }

  static Optional<Line> of(Record<?> record, ProcessInstanceMigrationRecordValue migrated) {
    return record.getIntent() == ProcessInstanceMigrationIntent.MIGRATED
        ? Optional.of(
            Line.alarm(EntryKind.INSTANCE_MIGRATED, Sentence.MIGRATED.of(), "")
                .detail(
                    "targetProcessDefinitionKey",
                    Long.toString(migrated.getTargetProcessDefinitionKey())))
        : Optional.empty();
  }

  private static String said(List<String> elements, UnaryOperator<String> name) {
    return elements.stream().map(name).collect(Collectors.joining(", "));
  }
}
