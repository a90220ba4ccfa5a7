package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.intent.MessageIntent;
import io.camunda.zeebe.protocol.record.intent.MessageStartEventSubscriptionIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceCreationIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.DecisionEvaluationRecordValue;
import io.camunda.zeebe.protocol.record.value.MessageRecordValue;
import io.camunda.zeebe.protocol.record.value.MessageStartEventSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceCreationRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRelated;
import io.camunda.zeebe.protocol.record.value.VariableDocumentRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.DecisionRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.DecisionRequirementsRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.Form;
import io.camunda.zeebe.protocol.record.value.deployment.Process;
import io.countersign.history.Actor;
import io.countersign.history.Entry;
import io.countersign.history.EntryKind;
import io.countersign.history.EntrySeverity;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what a record means for the history of an action. */
final class Narrator {

  private static final String GOVERNANCE = "action-governance";
  private static final Set<String> TOLD_VARIABLES = Set.of("control", "controlReason");
  private static final int LONGEST_WORD = 2_000;

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
    return switch (record.getValue()) {
      case MessageRecordValue message -> released(record, message);
      case MessageStartEventSubscriptionRecordValue proposal -> proposed(record, proposal);
      case ProcessInstanceRecordValue instance -> instance(record, instance);
      case VariableRecordValue variable -> variable(record, variable);
      case VariableDocumentRecordValue changed -> changed(record, changed);
      case ProcessInstanceCreationRecordValue created -> created(record, created);
      case DecisionRequirementsRecordValue model -> deployed(record);
      case Process model -> deployed(record);
      case Form model -> deployed(record);
      case DecisionRecordValue model -> deployed(record);
      // Not "related" to an instance by its type in 8.6, though it carries the key.
      case DecisionEvaluationRecordValue decision -> told(record, decision.getProcessInstanceKey());
      case ProcessInstanceRelated related -> told(record, related.getProcessInstanceKey());
      default -> Optional.empty();
    };
  }

  private Optional<Narrated> told(Record<?> record, long key) {
    return open.actionOf(key)
        .flatMap(
            action ->
                Story.of(record, open)
                    .map(it -> narrated(record, action, key, heard(action, it)))
                    .or(() -> JobStory.mark(record, action)));
  }

  private Line heard(String action, Line line) {
    return switch (line.kind()) {
      case VOTE_CAST -> {
        var person = (String) line.facts().get("person");
        yield line.actions(
            open.hear(action, person, (String) line.facts().get("comment")).fields());
      }
      case DECISION_ANNOUNCED -> {
        open.forgetWords(action);
        yield line;
      }
      default -> line;
    };
  }

  /** What is told in place of a record that cannot be read. */
  Optional<Narrated> unreadable(Record<?> record) {
    long key =
        record.getValue() instanceof ProcessInstanceRelated related
            ? related.getProcessInstanceKey()
            : 0;
    return open.actionOf(key).map(action -> narrated(record, action, key, quarantined()));
  }

  private static Line quarantined() {
    return Line.of(
        EntryKind.ENTRY_QUARANTINED,
        EntrySeverity.ALARM,
        Actor.engine(),
        Sentence.QUARANTINED.of(),
        "");
  }

  private Optional<Narrated> deployed(Record<?> record) {
    open.learn(record);
    return ModelStory.of(record).map(it -> narrated(record, "", 0, it));
  }

  private Optional<Narrated> created(Record<?> record, ProcessInstanceCreationRecordValue created) {
    if (!created.getBpmnProcessId().equals(GOVERNANCE)
        || record.getIntent() != ProcessInstanceCreationIntent.CREATED) {
      return Optional.empty();
    }
    long key = created.getProcessInstanceKey();
    String action = "unnamed-" + key;
    open.open(key, action);
    return Optional.of(narrated(record, action, key, OperatorStory.of(created, open.names())));
  }

  private Optional<Narrated> proposed(
      Record<?> record, MessageStartEventSubscriptionRecordValue proposal) {
    if (!proposal.getBpmnProcessId().equals(GOVERNANCE)
        || record.getIntent() != MessageStartEventSubscriptionIntent.CORRELATED) {
      return Optional.empty();
    }
    long key = proposal.getProcessInstanceKey();
    String action = ProposalStory.actionId(proposal);
    open.open(key, action);
    return Optional.of(
        narrated(
            record,
            action,
            key,
            ProposalStory.proposed(proposal, action, record.getPartitionId())));
  }

  /** What happens after the process: nothing waits for these messages but the history. */
  private Optional<Narrated> released(Record<?> record, MessageRecordValue message) {
    return record.getIntent() == MessageIntent.PUBLISHED
        ? ReleaseStory.of(message)
            .or(() -> HaltStory.of(message))
            .or(() -> CallbackStory.of(message))
            .map(it -> narrated(record, message.getCorrelationKey(), 0, it))
            .or(
                () ->
                    AdministrationStory.of(message)
                        .map(it -> narrated(record, AdministrationStory.action(message), 0, it)))
        : Optional.empty();
  }

  /** Someone may set variables in any scope: the variables that the same command changed tell. */
  private Optional<Narrated> changed(Record<?> record, VariableDocumentRecordValue changed) {
    long scope = changed.getScopeKey();
    long key =
        open.actionOf(scope).isPresent()
            ? scope
            : open.instanceChangedBy(record.getSourceRecordPosition()).orElse(scope);
    return open.actionOf(key)
        .map(action -> narrated(record, action, key, OperatorStory.of(changed)));
  }

  private Optional<Narrated> instance(Record<?> record, ProcessInstanceRecordValue instance) {
    if (instance.getBpmnElementType() != BpmnElementType.PROCESS) {
      return Optional.empty();
    }
    long key = instance.getProcessInstanceKey();
    return switch (record.getIntent()) {
      case ProcessInstanceIntent.ELEMENT_ACTIVATING -> {
        Optional<String> action = open.actionOf(instance.getParentProcessInstanceKey());
        action.ifPresent(it -> open.open(key, it));
        yield Optional.empty();
      }
      case ProcessInstanceIntent.ELEMENT_COMPLETED, ProcessInstanceIntent.ELEMENT_TERMINATED -> {
        Optional<String> action =
            open.actionOf(key).filter(it -> instance.getBpmnProcessId().equals(GOVERNANCE));
        open.close(key);
        action.ifPresent(open::forgetWords);
        yield action.map(it -> narrated(record, it, key, ProcessStory.ended(record, instance)));
      }
      default -> Optional.empty();
    };
  }

  /** The control is the table's word made stricter by the findings: only the variable has it. */
  private Optional<Narrated> variable(Record<?> record, VariableRecordValue variable) {
    long key = variable.getProcessInstanceKey();
    Optional<String> action = open.actionOf(key);
    action.ifPresent(it -> open.variableChanged(record.getSourceRecordPosition(), key));
    return action
        .filter(it -> variable.getScopeKey() == key)
        .filter(it -> variable.getBpmnProcessId().equals(GOVERNANCE))
        .filter(it -> TOLD_VARIABLES.contains(variable.getName()))
        .filter(it -> Json.parsed(variable.getValue()).value() instanceof String)
        .map(it -> new Narrated(it, null, word(variable)));
  }

  private static Map<String, Object> word(VariableRecordValue variable) {
    String text = String.valueOf(Json.parsed(variable.getValue()).value());
    return Map.of(variable.getName(), Words.cut(text, LONGEST_WORD));
  }

  private Narrated narrated(Record<?> record, String action, long key, Line line) {
    var entry =
        new Entry(
            open.log().inForce(),
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
            key == 0 ? "" : Long.toString(key),
            Collections.unmodifiableMap(line.facts()),
            Collections.unmodifiableMap(line.detail()));
    return new Narrated(action, entry, Collections.unmodifiableMap(line.action()));
  }
}
