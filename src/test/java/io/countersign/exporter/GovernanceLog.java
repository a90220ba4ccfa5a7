package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.ImmutableRecord;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.DecisionEvaluationIntent;
import io.camunda.zeebe.protocol.record.intent.DecisionRequirementsIntent;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.MessageIntent;
import io.camunda.zeebe.protocol.record.intent.MessageStartEventSubscriptionIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceCreationIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceMigrationIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceModificationIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessMessageSubscriptionIntent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.intent.VariableDocumentIntent;
import io.camunda.zeebe.protocol.record.intent.VariableIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.ErrorType;
import io.camunda.zeebe.protocol.record.value.ImmutableDecisionEvaluationRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableEvaluatedDecisionValue;
import io.camunda.zeebe.protocol.record.value.ImmutableEvaluatedInputValue;
import io.camunda.zeebe.protocol.record.value.ImmutableEvaluatedOutputValue;
import io.camunda.zeebe.protocol.record.value.ImmutableIncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableJobRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableMatchedRuleValue;
import io.camunda.zeebe.protocol.record.value.ImmutableMessageRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableMessageStartEventSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableProcessInstanceCreationRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableProcessInstanceCreationStartInstructionValue;
import io.camunda.zeebe.protocol.record.value.ImmutableProcessInstanceMigrationRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableProcessInstanceModificationActivateInstructionValue;
import io.camunda.zeebe.protocol.record.value.ImmutableProcessInstanceModificationRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableProcessMessageSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableTimerRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableUserTaskRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableVariableDocumentRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableVariableRecordValue;
import io.camunda.zeebe.protocol.record.value.JobKind;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.ImmutableDecisionRequirementsRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.ImmutableProcess;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a log as the engine would. */
final class GovernanceLog {

  static final long START = 1_767_225_600_000L;
  static final long MODEL = 77;
  private static final String GOVERNANCE = "action-governance";

  private final List<Record<?>> records = new ArrayList<>();
  private final long start;
  private long position;
  private long later;

  GovernanceLog() {
    this(START);
  }

  /** A log that began at this time, epoch milliseconds. */
  GovernanceLog(long start) {
    this.start = start;
  }

  /** Lets time pass. */
  GovernanceLog after(Duration time) {
    later += time.toMillis();
    return this;
  }

  List<Record<?>> records() {
    return List.copyOf(records);
  }

  GovernanceLog proposed(String action, long instance, Map<String, Object> proposal) {
    return add(
        ValueType.MESSAGE_START_EVENT_SUBSCRIPTION,
        MessageStartEventSubscriptionIntent.CORRELATED,
        ImmutableMessageStartEventSubscriptionRecordValue.builder()
            .withBpmnProcessId(GOVERNANCE)
            .withMessageName("action-proposed")
            .withCorrelationKey(action)
            .withProcessInstanceKey(instance)
            .withVariables(Map.of("action", proposal))
            .build());
  }

  GovernanceLog proposed(String action, long instance) {
    return proposed(
        action,
        instance,
        Map.of(
            "agent", Map.of("id", "support-agent"), "type", "refund.issue", "summary", "Refund"));
  }

  GovernanceLog reviewStarted(long child, long parent) {
    return instance(ProcessInstanceIntent.ELEMENT_ACTIVATING, "stage-review", child, parent);
  }

  GovernanceLog reviewEnded(long child, long parent) {
    return instance(ProcessInstanceIntent.ELEMENT_COMPLETED, "stage-review", child, parent);
  }

  GovernanceLog message(String name, String action, Map<String, Object> variables) {
    return add(
        ValueType.MESSAGE,
        MessageIntent.PUBLISHED,
        ImmutableMessageRecordValue.builder()
            .withName(name)
            .withCorrelationKey(action)
            .withVariables(variables)
            .build());
  }

  GovernanceLog ended(long instance) {
    return instance(ProcessInstanceIntent.ELEMENT_COMPLETED, GOVERNANCE, instance, -1);
  }

  GovernanceLog cancelled(long instance) {
    return instance(ProcessInstanceIntent.ELEMENT_TERMINATED, GOVERNANCE, instance, -1);
  }

  GovernanceLog job(JobIntent intent, String type, long instance, Map<String, Object> variables) {
    return job(intent, type, JobKind.BPMN_ELEMENT, instance, variables);
  }

  GovernanceLog job(
      JobIntent intent, String type, JobKind kind, long instance, Map<String, Object> variables) {
    return add(
        ValueType.JOB,
        intent,
        ImmutableJobRecordValue.builder()
            .withType(type)
            .withJobKind(kind)
            .withWorker("")
            .withProcessDefinitionKey(MODEL)
            .withElementId("Task")
            .withErrorMessage("")
            .withRetries(3)
            .withProcessInstanceKey(instance)
            .withVariables(variables)
            .build());
  }

  /** Records of one job, which has its own key. */
  GovernanceLog callback(
      JobIntent intent, long job, long instance, int retries, Map<String, Object> variables) {
    return add(
        ValueType.JOB,
        intent,
        job,
        ImmutableJobRecordValue.builder()
            .withType("deliver-callback")
            .withWorker("")
            .withElementId("Task_DeliverCallback")
            .withErrorMessage(retries < 10 ? "HTTP 500 from 127.0.0.1" : "")
            .withRetries(retries)
            .withProcessInstanceKey(instance)
            .withVariables(variables)
            .build());
  }

  GovernanceLog incident(long incident, long job, long instance) {
    return add(
        ValueType.INCIDENT,
        IncidentIntent.CREATED,
        incident,
        ImmutableIncidentRecordValue.builder()
            .withErrorType(ErrorType.JOB_NO_RETRIES)
            .withErrorMessage("HTTP 500 from 127.0.0.1")
            .withElementId("Task_DeliverCallback")
            .withJobKey(job)
            .withProcessInstanceKey(instance)
            .build());
  }

  GovernanceLog job(JobIntent intent, long key, String type, long instance) {
    return add(
        ValueType.JOB,
        intent,
        key,
        ImmutableJobRecordValue.builder()
            .withType(type)
            .withWorker("")
            .withElementId("Task")
            .withProcessInstanceKey(instance)
            .build());
  }

  GovernanceLog vote(long instance, String person, Map<String, Object> submitted) {
    return add(
        ValueType.USER_TASK,
        UserTaskIntent.COMPLETED,
        ImmutableUserTaskRecordValue.builder()
            .withAssignee(person)
            .withElementId("Task_ReviewAction")
            .withDueDate("")
            .withProcessInstanceKey(instance)
            .withVariables(submitted)
            .build());
  }

  GovernanceLog seat(UserTaskIntent intent, long instance, long task, String person) {
    return add(
        ValueType.USER_TASK,
        intent,
        ImmutableUserTaskRecordValue.builder()
            .withUserTaskKey(task)
            .withAssignee(person)
            .withElementId("Task_ReviewAction")
            .withDueDate("2026-03-02T12:00:00Z[Etc/UTC]")
            .withProcessInstanceKey(instance)
            .withVariables(Map.of("decision", "approve", "comment", "Checked."))
            .build());
  }

  GovernanceLog seatChanged(long instance, long task, String... attributes) {
    return add(
        ValueType.USER_TASK,
        UserTaskIntent.UPDATED,
        ImmutableUserTaskRecordValue.builder()
            .withUserTaskKey(task)
            .withAssignee("")
            .withElementId("Task_ReviewAction")
            .withDueDate("")
            .withChangedAttributes(List.of(attributes))
            .withProcessInstanceKey(instance)
            .build());
  }

  GovernanceLog jobFailed(long key, String type, long instance, int retries, String why) {
    return add(
        ValueType.JOB,
        JobIntent.FAILED,
        key,
        ImmutableJobRecordValue.builder()
            .withType(type)
            .withWorker("desk")
            .withElementId("Task")
            .withErrorMessage(why)
            .withRetries(retries)
            .withProcessInstanceKey(instance)
            .build());
  }

  GovernanceLog tables(long key, String dmn) {
    return add(
        ValueType.DECISION_REQUIREMENTS,
        DecisionRequirementsIntent.CREATED,
        ImmutableDecisionRequirementsRecordValue.builder()
            .withDecisionRequirementsId("Definitions_Control")
            .withDecisionRequirementsKey(key)
            .withDecisionRequirementsVersion(3)
            .withResourceName("control.dmn")
            .withChecksum(new byte[] {0x0a, 0x1f})
            .withResource(dmn.getBytes(StandardCharsets.UTF_8))
            .build());
  }

  GovernanceLog process(String id, int version) {
    return process(MODEL, id, version, "");
  }

  GovernanceLog process(long key, String bpmn) {
    return process(key, "stage-review", 1, bpmn);
  }

  private GovernanceLog process(long key, String id, int version, String bpmn) {
    return add(
        ValueType.PROCESS,
        ProcessIntent.CREATED,
        ImmutableProcess.builder()
            .withBpmnProcessId(id)
            .withVersion(version)
            .withVersionTag("")
            .withProcessDefinitionKey(key)
            .withResourceName(id + ".bpmn")
            .withChecksum(new byte[] {1})
            .withResource(bpmn.getBytes(StandardCharsets.UTF_8))
            .build());
  }

  GovernanceLog decided(long instance, String table, long model, String row, String output) {
    return add(
        ValueType.DECISION_EVALUATION,
        DecisionEvaluationIntent.EVALUATED,
        ImmutableDecisionEvaluationRecordValue.builder()
            .withDecisionId(table)
            .withDecisionName(table)
            .withDecisionVersion(3)
            .withDecisionRequirementsKey(model)
            .withDecisionOutput(output)
            .withElementId("Task_DecideControl")
            .withProcessInstanceKey(instance)
            .addEvaluatedDecisions(
                ImmutableEvaluatedDecisionValue.builder()
                    .addEvaluatedInputs(
                        ImmutableEvaluatedInputValue.builder()
                            .withInputName("Amount")
                            .withInputValue("240")
                            .build())
                    .addMatchedRules(
                        ImmutableMatchedRuleValue.builder()
                            .withRuleId(row)
                            .withRuleIndex(4)
                            .addEvaluatedOutputs(
                                ImmutableEvaluatedOutputValue.builder()
                                    .withOutputName("control")
                                    .withOutputValue("\"review\"")
                                    .build())
                            .build())
                    .build())
            .build());
  }

  /** A record whose every field fails. */
  GovernanceLog unreadable() {
    JobRecordValue broken =
        (JobRecordValue)
            Proxy.newProxyInstance(
                JobRecordValue.class.getClassLoader(),
                new Class<?>[] {JobRecordValue.class},
                (proxy, method, args) -> {
                  throw new IllegalStateException("unreadable");
                });
    return add(ValueType.JOB, JobIntent.COMPLETED, broken);
  }

  GovernanceLog correlated(long instance, String message) {
    return subscription(ProcessMessageSubscriptionIntent.CORRELATED, instance, message);
  }

  GovernanceLog waitsFor(long instance, String message) {
    return subscription(ProcessMessageSubscriptionIntent.CREATED, instance, message);
  }

  private GovernanceLog subscription(
      ProcessMessageSubscriptionIntent intent, long instance, String message) {
    return add(
        ValueType.PROCESS_MESSAGE_SUBSCRIPTION,
        intent,
        ImmutableProcessMessageSubscriptionRecordValue.builder()
            .withMessageName(message)
            .withElementId("Event")
            .withProcessInstanceKey(instance)
            .build());
  }

  GovernanceLog timer(long instance, String element) {
    return add(
        ValueType.TIMER,
        TimerIntent.TRIGGERED,
        ImmutableTimerRecordValue.builder()
            .withProcessDefinitionKey(MODEL)
            .withTargetElementId(element)
            .withProcessInstanceKey(instance)
            .build());
  }

  GovernanceLog incident(IncidentIntent intent, long instance) {
    return add(
        ValueType.INCIDENT,
        intent,
        ImmutableIncidentRecordValue.builder()
            .withProcessDefinitionKey(MODEL)
            .withElementId("Task_CountVotes")
            .withErrorType(ErrorType.JOB_NO_RETRIES)
            .withErrorMessage("HISTORY_UNAVAILABLE")
            .withProcessInstanceKey(instance)
            .build());
  }

  GovernanceLog modified(long instance, String element) {
    return add(
        ValueType.PROCESS_INSTANCE_MODIFICATION,
        ProcessInstanceModificationIntent.MODIFIED,
        ImmutableProcessInstanceModificationRecordValue.builder()
            .withProcessInstanceKey(instance)
            .addActivateInstructions(
                ImmutableProcessInstanceModificationActivateInstructionValue.builder()
                    .withElementId(element)
                    .build())
            .build());
  }

  GovernanceLog migrated(long instance) {
    return add(
        ValueType.PROCESS_INSTANCE_MIGRATION,
        ProcessInstanceMigrationIntent.MIGRATED,
        ImmutableProcessInstanceMigrationRecordValue.builder()
            .withProcessInstanceKey(instance)
            .withTargetProcessDefinitionKey(99)
            .build());
  }

  GovernanceLog startedAt(long instance, String element) {
    return add(
        ValueType.PROCESS_INSTANCE_CREATION,
        ProcessInstanceCreationIntent.CREATED,
        ImmutableProcessInstanceCreationRecordValue.builder()
            .withBpmnProcessId(GOVERNANCE)
            .withProcessDefinitionKey(MODEL)
            .withProcessInstanceKey(instance)
            .withVariables(Map.of("verdict", "approved"))
            .addStartInstructions(
                ImmutableProcessInstanceCreationStartInstructionValue.builder()
                    .withElementId(element)
                    .build())
            .build());
  }

  /** One command that sets a variable: the engine tells the variable first, then the command. */
  GovernanceLog variableSet(long instance, long scope, String name) {
    long command = ++position;
    add(
        ValueType.VARIABLE,
        VariableIntent.UPDATED,
        ImmutableVariableRecordValue.builder()
            .withName(name)
            .withValue("1")
            .withScopeKey(scope)
            .withProcessInstanceKey(instance)
            .withBpmnProcessId(GOVERNANCE)
            .build(),
        command);
    return add(
        ValueType.VARIABLE_DOCUMENT,
        VariableDocumentIntent.UPDATED,
        ImmutableVariableDocumentRecordValue.builder()
            .withScopeKey(scope)
            .withVariables(Map.of(name, 1))
            .build(),
        command);
  }

  private GovernanceLog instance(Intent intent, String process, long key, long parent) {
    return add(
        ValueType.PROCESS_INSTANCE,
        intent,
        ImmutableProcessInstanceRecordValue.builder()
            .withBpmnProcessId(process)
            .withElementId(process)
            .withBpmnElementType(BpmnElementType.PROCESS)
            .withProcessInstanceKey(key)
            .withParentProcessInstanceKey(parent)
            .build());
  }

  private GovernanceLog add(ValueType type, Intent intent, RecordValue value) {
    return add(type, intent, value, -1);
  }

  private GovernanceLog add(ValueType type, Intent intent, long key, RecordValue value) {
    return add(type, intent, key, value, -1);
  }

  private GovernanceLog add(ValueType type, Intent intent, RecordValue value, long command) {
    return add(type, intent, 1_001 + position, value, command);
  }

  private GovernanceLog add(
      ValueType type, Intent intent, long key, RecordValue value, long command) {
    position++;
    records.add(
        ImmutableRecord.builder()
            .withPartitionId(1)
            .withPosition(position)
            .withKey(key)
            .withSourceRecordPosition(command)
            .withTimestamp(start + later + position)
            .withRecordType(RecordType.EVENT)
            .withValueType(type)
            .withIntent(intent)
            .withValue(value)
            .build());
    return this;
  }
}
