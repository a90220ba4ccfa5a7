package io.countersign.exporter;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.DecisionRequirementsIntent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessIntent;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.camunda.zeebe.protocol.record.value.UserTaskRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.DecisionRequirementsRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.Process;
import io.countersign.exporter.SeatsTaken.Taken;
import io.countersign.exporter.WordsSaid.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the exporter remembers of a partition: which instances belong to which action, who has which
 * seat, and how many entries there are. A pure function of the records up to a position.
 *
 * <p>All but the words of models, which have a limit of their own, is of instances, tasks and jobs
 * that are open: it is bounded by what the engine itself holds.
 */
final class OpenActions {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Map<Long, String> actionOfInstance;
  private final Map<Long, Integer> failures;
  private final SeatsTaken seats;
  private final TableNotes notes;
  private final WordsSaid said;
  private final ElementNames names;
  private LogOrigin log;
  private long entries;
  private long variableCause;
  private long variableInstance;
  private byte[] written = new byte[0];

  private OpenActions(Memory memory) {
    this.actionOfInstance = new TreeMap<>(orNone(memory.actionOfInstance()));
    this.failures = new TreeMap<>(orNone(memory.failures()));
    this.seats = new SeatsTaken(orNone(memory.seats()));
    this.notes = new TableNotes(orNone(memory.notes()));
    this.said = new WordsSaid(orNone(memory.said()));
    this.names = new ElementNames(orNone(memory.names()));
    this.log = memory.log() == null ? LogOrigin.UNKNOWN : memory.log();
    this.entries = memory.entries();
    this.variableCause = memory.variableCause();
    this.variableInstance = memory.variableInstance();
  }

  /** Fields that an earlier version did not write are null. */
  private record Memory(
      long entries,
      @Nullable LogOrigin log,
      @Nullable Map<Long, String> actionOfInstance,
      @Nullable Map<Long, Integer> failures,
      @Nullable Map<Long, Taken> seats,
      @Nullable Map<Long, Map<String, String>> notes,
      @Nullable Map<String, Said> said,
      @Nullable Map<Long, Map<String, String>> names,
      long variableCause,
      long variableInstance) {}

  static OpenActions from(Optional<byte[]> metadata) {
    try {
      return new OpenActions(
          metadata.isEmpty() || metadata.get().length == 0
              ? new Memory(0, null, null, null, null, null, null, null, -1, -1)
              : JSON.readValue(metadata.get(), Memory.class));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The exporter's metadata cannot be read", unreadable);
    }
  }

  byte[] toMetadata() {
    if (written.length == 0) {
      try {
        written =
            JSON.writeValueAsBytes(
                new Memory(
                    entries,
                    log,
                    actionOfInstance,
                    failures,
                    seats.all(),
                    notes.all(),
                    said.all(),
                    names.all(),
                    variableCause,
                    variableInstance));
      } catch (IOException unwritable) {
        throw new UncheckedIOException(unwritable);
      }
    }
    return written;
  }

  LogOrigin log() {
    return log;
  }

  void log(LogOrigin log) {
    this.log = log;
    changed();
  }

  Optional<String> actionOf(long processInstanceKey) {
    return Optional.ofNullable(actionOfInstance.get(processInstanceKey));
  }

  void open(long processInstanceKey, String actionId) {
    actionOfInstance.put(processInstanceKey, actionId);
    changed();
  }

  void close(long processInstanceKey) {
    if (actionOfInstance.remove(processInstanceKey) != null) {
      changed();
    }
  }

  /** How many instances, seats, failing jobs and actions with votes are remembered. */
  int size() {
    return actionOfInstance.size() + seats.all().size() + failures.size() + said.all().size();
  }

  /** Follows who has the seat, and answers who had it before this record. */
  @Nullable Taken seatBefore(Record<?> record, UserTaskRecordValue task) {
    changed();
    return seats.follow(record, task);
  }

  /** All that was said on an action so far, this vote included. */
  Said hear(String actionId, @Nullable String person, @Nullable String comment) {
    changed();
    return said.hear(actionId, person, comment);
  }

  /** The action is decided or ended: no vote follows. */
  void forgetWords(String actionId) {
    if (said.forget(actionId)) {
      changed();
    }
  }

  /** How often this job failed, this record included. */
  int failuresOf(Record<?> record) {
    if (!(record.getValue() instanceof JobRecordValue)) {
      return 0;
    }
    return switch (record.getIntent()) {
      case JobIntent.FAILED -> {
        changed();
        yield failures.merge(record.getKey(), 1, Integer::sum);
      }
      case JobIntent.COMPLETED, JobIntent.CANCELED, JobIntent.ERROR_THROWN -> {
        changed();
        yield Optional.ofNullable(failures.remove(record.getKey())).orElse(0);
      }
      default -> failures.getOrDefault(record.getKey(), 0);
    };
  }

  /** What the rows of a decision model mean. */
  Map<String, String> notesOf(long modelKey) {
    return notes.of(modelKey);
  }

  /** How the elements of processes are named. */
  ElementNames names() {
    return names;
  }

  /** Remembers what a model says that came into force. */
  void learn(Record<?> record) {
    boolean learned =
        switch (record.getValue()) {
          case DecisionRequirementsRecordValue it
              when record.getIntent() == DecisionRequirementsIntent.CREATED ->
              notes.learn(it.getDecisionRequirementsKey(), it.getResource());
          case Process it when record.getIntent() == ProcessIntent.CREATED ->
              names.learn(it.getProcessDefinitionKey(), it.getResource());
          default -> false;
        };
    if (learned) {
      changed();
    }
  }

  /** A command changed a variable of a known instance. */
  void variableChanged(long commandPosition, long processInstanceKey) {
    variableCause = commandPosition;
    variableInstance = processInstanceKey;
    changed();
  }

  /** The known instance in which this command changed a variable. */
  Optional<Long> instanceChangedBy(long commandPosition) {
    return commandPosition == variableCause ? Optional.of(variableInstance) : Optional.empty();
  }

  long entries() {
    return entries;
  }

  /** Counts on from here, as if the entries since had not been. */
  void resetEntries(long entries) {
    this.entries = entries;
    changed();
  }

  long nextNumber() {
    changed();
    return ++entries;
  }

  private static <K, V> Map<K, V> orNone(@Nullable Map<K, V> map) {
    return map == null ? Map.of() : map;
  }

  private void changed() {
    written = new byte[0];
  }
}
