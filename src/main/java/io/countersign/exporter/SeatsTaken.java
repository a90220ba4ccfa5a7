package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.UserTaskRecordValue;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who has which open seat, and since when: the engine tells of each change only what is new. */
final class SeatsTaken {

  private final Map<Long, Taken> byTask;

  /**
   * @param since the broker's time, epoch milliseconds
   */
  record Taken(String person, long since) {}

  SeatsTaken(Map<Long, Taken> byTask) {
    this.byTask = new TreeMap<>(byTask);
  }

  Map<Long, Taken> all() {
    return byTask;
  }

  /** Follows this record, and answers how the seat was before it. */
  @Nullable Taken follow(Record<?> record, UserTaskRecordValue task) {
    long key = task.getUserTaskKey();
    Taken before = byTask.get(key);
    switch (record.getIntent()) {
      case UserTaskIntent.ASSIGNED -> {
        String person = task.getAssignee();
        if (person.isEmpty()) {
          byTask.remove(key);
        } else if (before == null || !before.person().equals(person)) {
          byTask.put(key, new Taken(person, record.getTimestamp()));
        }
      }
      case UserTaskIntent.COMPLETED, UserTaskIntent.CANCELED -> byTask.remove(key);
      default -> {}
    }
    return before;
  }
}
