package io.countersign.models;

import io.camunda.zeebe.logstreams.log.LogAppendEntry;
import io.camunda.zeebe.logstreams.log.LogStream;
import io.camunda.zeebe.logstreams.log.WriteContext;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.protocol.impl.encoding.MsgPackConverter;
import io.camunda.zeebe.protocol.impl.record.RecordMetadata;
import io.camunda.zeebe.protocol.impl.record.value.usertask.UserTaskRecord;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.UserTaskRecordValue;
import java.lang.reflect.Field;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What Tasklist does when a person submits a form. The in-memory engine has no REST interface, the
 * only one that completes tasks, so the command is written to its log.
 */
final class TaskSubmission {

  private final LogStream log;

  TaskSubmission(ZeebeTestEngine engine) {
    try {
      Field field = engine.getClass().getDeclaredField("logStream");
      field.setAccessible(true);
      log = (LogStream) field.get(engine);
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException("The in-memory engine keeps its log elsewhere", changed);
    }
  }

  /** Submits the task with the variables, given as JSON. */
  void submit(UserTaskRecordValue task, String variables) {
    UserTaskRecord command =
        new UserTaskRecord()
            .setUserTaskKey(task.getUserTaskKey())
            .setVariables(new UnsafeBuffer(MsgPackConverter.convertToMsgPack(variables)));
    RecordMetadata complete =
        new RecordMetadata()
            .recordType(RecordType.COMMAND)
            .valueType(ValueType.USER_TASK)
            .intent(UserTaskIntent.COMPLETE);
    log.newLogStreamWriter()
        .tryWrite(
            WriteContext.internal(), LogAppendEntry.of(task.getUserTaskKey(), complete, command))
        .ifLeft(
            failure -> {
              throw new IllegalStateException("The task was not submitted: " + failure);
            });
  }
}
