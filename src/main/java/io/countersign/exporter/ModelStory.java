package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.DecisionIntent;
import io.camunda.zeebe.protocol.record.intent.DecisionRequirementsIntent;
import io.camunda.zeebe.protocol.record.intent.FormIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ProcessIntent;
import io.camunda.zeebe.protocol.record.value.deployment.DecisionRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.DecisionRequirementsRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.Form;
import io.camunda.zeebe.protocol.record.value.deployment.Process;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Tells which version of which model came into force, and which was taken away. */
final class ModelStory {

  private static final Set<Intent> DEPLOYED =
      Set.of(
          ProcessIntent.CREATED,
          FormIntent.CREATED,
          DecisionIntent.CREATED,
          DecisionRequirementsIntent.CREATED);
  private static final Set<Intent> DELETED =
      Set.of(
          ProcessIntent.DELETED,
          FormIntent.DELETED,
          DecisionIntent.DELETED,
          DecisionRequirementsIntent.DELETED);

  private ModelStory() {}

  private record Model(
      String type, String id, int version, long key, String resource, byte[] checksum) {}

  static Optional<Line> of(Record<?> record) {
    return switch (record.getValue()) {
      case Process it ->
          told(
              record,
              new Model(
                  "process",
                  it.getBpmnProcessId(),
                  it.getVersion(),
                  it.getProcessDefinitionKey(),
                  it.getResourceName(),
                  it.getChecksum()),
              it.getVersionTag());
      case Form it ->
          told(
              record,
              new Model(
                  "form",
                  it.getFormId(),
                  it.getVersion(),
                  it.getFormKey(),
                  it.getResourceName(),
                  it.getChecksum()),
              it.getVersionTag());
      case DecisionRequirementsRecordValue it ->
          told(
              record,
              new Model(
                  "decision file",
                  it.getDecisionRequirementsId(),
                  it.getDecisionRequirementsVersion(),
                  it.getDecisionRequirementsKey(),
                  it.getResourceName(),
                  it.getChecksum()),
              "");
      case DecisionRecordValue it ->
          told(
              record,
              new Model(
                  "decision",
                  it.getDecisionId(),
                  it.getVersion(),
                  it.getDecisionKey(),
                  it.getDecisionRequirementsId(),
                  new byte[0]),
              it.getVersionTag());
      default -> Optional.empty();
    };
  }

  private static Optional<Line> told(Record<?> record, Model model, String versionTag) {
    if (DEPLOYED.contains(record.getIntent())) {
      return Optional.of(
          facts(
              Line.info(
                  EntryKind.MODEL_DEPLOYED,
                  Actor.engine(),
                  Sentence.MODEL_DEPLOYED.of(
                      model.version(), model.type(), model.id(), model.resource()),
                  ""),
              model,
              versionTag));
    }
    return DELETED.contains(record.getIntent())
        ? Optional.of(
            facts(
                Line.warning(
                    EntryKind.MODEL_DELETED,
                    Actor.engine(),
                    Sentence.MODEL_DELETED.of(model.version(), model.type(), model.id()),
                    ""),
                model,
                versionTag))
        : Optional.empty();
  }

  private static Line facts(Line line, Model model, String versionTag) {
    String checksum = HexFormat.of().formatHex(model.checksum());
    return line.fact("modelType", model.type())
        .fact("modelId", model.id())
        .fact("modelVersion", model.version())
        .fact("modelKey", Long.toString(model.key()))
        .fact("resource", model.resource())
        .fact("versionTag", versionTag.isEmpty() ? null : versionTag)
        .fact("checksum", checksum.isEmpty() ? null : checksum);
  }
}
