package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.ImmutableRecord;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.MessageIntent;
import io.camunda.zeebe.protocol.record.intent.MessageStartEventSubscriptionIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.intent.VariableDocumentIntent;
import io.camunda.zeebe.protocol.record.intent.VariableIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.ErrorType;
import io.camunda.zeebe.protocol.record.value.ImmutableIncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableJobRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableMessageRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableMessageStartEventSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableUserTaskRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableVariableDocumentRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableVariableRecordValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a log as the engine would. */
final class GovernanceLog {

  private static final long START = 1_767_225_600_000L;
  private static final String GOVERNANCE = "action-governance";

  private final List<Record<?>> records = new ArrayList<>();
  private long position;

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
    return add(
        ValueType.JOB,
        intent,
        ImmutableJobRecordValue.builder()
            .withType(type)
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
    position++;
    return add(type, intent, key, value, -1);
  }

  private GovernanceLog add(ValueType type, Intent intent, RecordValue value, long command) {
    position++;
    return add(type, intent, 1_000 + position, value, command);
  }

  private GovernanceLog add(
      ValueType type, Intent intent, long key, RecordValue value, long command) {
    records.add(
        ImmutableRecord.builder()
            .withPartitionId(1)
            .withPosition(position)
            .withKey(key)
            .withSourceRecordPosition(command)
            .withTimestamp(START + position)
            .withRecordType(RecordType.EVENT)
            .withValueType(type)
            .withIntent(intent)
            .withValue(value)
            .build());
    return this;
  }
}
