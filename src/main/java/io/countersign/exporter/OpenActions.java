package io.countersign.exporter;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the exporter remembers of a partition: which instances belong to which action, and how many
 * entries there are. A pure function of the records up to a position.
 */
final class OpenActions {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Map<Long, String> actionOfInstance;
  private long entries;
  private long variableCause;
  private long variableInstance;
  private byte[] written = new byte[0];

  private OpenActions(Memory memory) {
    this.actionOfInstance = new TreeMap<>(memory.actionOfInstance());
    this.entries = memory.entries();
    this.variableCause = memory.variableCause();
    this.variableInstance = memory.variableInstance();
  }

  private record Memory(
      long entries,
      Map<Long, String> actionOfInstance,
      long variableCause,
      long variableInstance) {}

  static OpenActions from(Optional<byte[]> metadata) {
    try {
      return new OpenActions(
          metadata.isEmpty() || metadata.get().length == 0
              ? new Memory(0, Map.of(), -1, -1)
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
                new Memory(entries, actionOfInstance, variableCause, variableInstance));
      } catch (IOException unwritable) {
        throw new UncheckedIOException(unwritable);
      }
    }
    return written;
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

  private void changed() {
    written = new byte[0];
  }
}
