package io.countersign.exporter;

import io.camunda.zeebe.exporter.api.context.Context.RecordFilter;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import java.util.EnumSet;
import java.util.Set;

/** What the broker needs to hand over at all: what happened, in the kinds that tell of actions. */
final class GovernanceRecords implements RecordFilter {

  private static final Set<ValueType> KINDS =
      EnumSet.of(
          ValueType.MESSAGE,
          ValueType.MESSAGE_START_EVENT_SUBSCRIPTION,
          ValueType.PROCESS_INSTANCE,
          ValueType.PROCESS_INSTANCE_CREATION,
          ValueType.PROCESS_INSTANCE_MODIFICATION,
          ValueType.PROCESS_INSTANCE_MIGRATION,
          ValueType.VARIABLE,
          ValueType.VARIABLE_DOCUMENT,
          ValueType.JOB,
          ValueType.USER_TASK,
          ValueType.DECISION_EVALUATION,
          ValueType.PROCESS_MESSAGE_SUBSCRIPTION,
          ValueType.TIMER,
          ValueType.INCIDENT,
          ValueType.PROCESS,
          ValueType.FORM,
          ValueType.DECISION,
          ValueType.DECISION_REQUIREMENTS);

  @Override
  public boolean acceptType(RecordType type) {
    return type == RecordType.EVENT;
  }

  @Override
  public boolean acceptValue(ValueType kind) {
    return KINDS.contains(kind);
  }
}
