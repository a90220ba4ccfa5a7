package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.intent.DecisionEvaluationIntent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.DecisionEvaluationRecordValue;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.camunda.zeebe.protocol.record.value.MessageStartEventSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRelated;
import io.camunda.zeebe.protocol.record.value.TimerRecordValue;
import io.camunda.zeebe.protocol.record.value.UserTaskRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableDocumentRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import io.countersign.history.Entry;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what a record means for the history of an action. */
final class Narrator {

  private static final String GOVERNANCE = "action-governance";

  private final OpenActions open;

  Narrator(OpenActions open) {
    this.open = open;
  }

  /**
   * What to write.
   *
   * @param entry the line of the timeline, if the record has one
   * @param action fields of the action's document
   */
  record Narrated(String actionId, @Nullable Entry entry, Map<String, Object> action) {}

  Optional<Narrated> narrate(Record<?> record) {
    if (record.getRecordType() != RecordType.EVENT) {
      return Optional.empty();
    }
    if (record.getValue() instanceof MessageStartEventSubscriptionRecordValue proposal) {
      return proposed(record, proposal);
    }
    if (record.getValue() instanceof VariableDocumentRecordValue changed) {
      return changed(record, changed);
    }
    if (record.getValue() instanceof DecisionEvaluationRecordValue decision) {
      long key = decision.getProcessInstanceKey();
      return open.actionOf(key)
          .filter(action -> record.getIntent() == DecisionEvaluationIntent.EVALUATED)
          .flatMap(
              action -> ProcessStory.of(decision).map(line -> narrated(record, action, key, line)));
    }
    if (!(record.getValue() instanceof ProcessInstanceRelated related)) {
      return Optional.empty();
    }
    if (related instanceof ProcessInstanceRecordValue instance) {
      return instance(record, instance);
    }
    long key = related.getProcessInstanceKey();
    return open.actionOf(key).flatMap(action -> related(record, action, key));
  }

  private Optional<Narrated> related(Record<?> record, String action, long key) {
    if (record.getValue() instanceof JobRecordValue job
        && record.getIntent() == JobIntent.CREATED
        && job.getType().equals("announce-decision")) {
      return Optional.of(
          new Narrated(
              action, null, Map.of("announceDecisionJob", Long.toString(record.getKey()))));
    }
    if (record.getValue() instanceof VariableRecordValue variable) {
      return variable(variable, action, key);
    }
    Optional<Line> line =
        switch (record.getValue()) {
          case JobRecordValue job -> JobStory.of(record, job);
          case UserTaskRecordValue task -> TaskStory.of(record, task);
          case TimerRecordValue timer -> ProcessStory.of(record, timer);
          case IncidentRecordValue incident -> ProcessStory.of(record, incident);
          default -> intervention(record);
        };
    return line.map(it -> narrated(record, action, key, it));
  }

  private static Optional<Line> intervention(Record<?> record) {
    return switch (record.getValueType()) {
      case PROCESS_INSTANCE_MODIFICATION ->
          Optional.of(Line.alarm("An operator modified the running process.", ""));
      case PROCESS_INSTANCE_MIGRATION ->
          record.getIntent().name().equals("MIGRATED")
              ? Optional.of(Line.alarm("An operator migrated the running process.", ""))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<Narrated> proposed(
      Record<?> record, MessageStartEventSubscriptionRecordValue proposal) {
    if (!proposal.getBpmnProcessId().equals(GOVERNANCE)
        || !record.getIntent().name().equals("CORRELATED")) {
      return Optional.empty();
    }
    long key = proposal.getProcessInstanceKey();
    open.open(key, proposal.getCorrelationKey());
    return Optional.of(
        narrated(
            record,
            proposal.getCorrelationKey(),
            key,
            ProposalStory.proposed(proposal, record.getPartitionId())));
  }

  private Optional<Narrated> changed(Record<?> record, VariableDocumentRecordValue changed) {
    return open.actionOf(changed.getScopeKey())
        .map(
            action ->
                narrated(
                    record,
                    action,
                    changed.getScopeKey(),
                    Line.alarm(
                            "Variables of the running process were changed from outside: "
                                + String.join(", ", changed.getVariables().keySet()),
                            "")
                        .detail("variables", changed.getVariables())));
  }

  private Optional<Narrated> instance(Record<?> record, ProcessInstanceRecordValue instance) {
    if (instance.getBpmnElementType() != BpmnElementType.PROCESS) {
      return Optional.empty();
    }
    long key = instance.getProcessInstanceKey();
    return switch (record.getIntent()) {
      case ProcessInstanceIntent.ELEMENT_ACTIVATING -> {
        open.actionOf(instance.getParentProcessInstanceKey())
            .ifPresent(action -> open.open(key, action));
        yield Optional.empty();
      }
      case ProcessInstanceIntent.ELEMENT_COMPLETED, ProcessInstanceIntent.ELEMENT_TERMINATED -> {
        Optional<String> action = open.actionOf(key);
        open.close(key);
        yield action
            .filter(it -> instance.getBpmnProcessId().equals(GOVERNANCE))
            .map(it -> narrated(record, it, key, ProcessStory.ended(record, instance)));
      }
      default -> Optional.empty();
    };
  }

  /** The control is the table's word made stricter by the findings: only the variable has it. */
  private static Optional<Narrated> variable(
      VariableRecordValue variable, String action, long key) {
    return variable.getScopeKey() == key
            && (variable.getName().equals("control") || variable.getName().equals("controlReason"))
            && Json.parsed(variable.getValue()).value() instanceof String word
        ? Optional.of(new Narrated(action, null, Map.of(variable.getName(), word)))
        : Optional.empty();
  }

  private Narrated narrated(Record<?> record, String action, long key, Line line) {
    var entry =
        new Entry(
            record.getPartitionId(),
            record.getPosition(),
            open.nextNumber(),
            Instant.ofEpochMilli(record.getTimestamp()),
            action,
            line.kind(),
            line.severity(),
            line.actor(),
            line.sentence(),
            line.elementId(),
            Long.toString(key),
            Map.copyOf(line.detail()));
    return new Narrated(action, entry, new HashMap<>(line.action()));
  }
}
