package io.countersign.exporter;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the exporter remembers of a partition: which instances belong to which action, and how many
 * entries there are. A pure function of the records up to a position.
 */
final class OpenActions {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<Long, String> actionOfInstance;
  private long entries;

  private OpenActions(Memory memory) {
    this.actionOfInstance = new HashMap<>(memory.actionOfInstance());
    this.entries = memory.entries();
  }

  private record Memory(long entries, Map<Long, String> actionOfInstance) {}

  static OpenActions from(Optional<byte[]> metadata) {
    try {
      return new OpenActions(
          metadata.isEmpty() || metadata.get().length == 0
              ? new Memory(0, Map.of())
              : JSON.readValue(metadata.get(), Memory.class));
    } catch (IOException e) {
      throw new UncheckedIOException("The exporter's metadata cannot be read", e);
    }
  }

  byte[] toMetadata() {
    try {
      return JSON.writeValueAsBytes(new Memory(entries, actionOfInstance));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<String> actionOf(long processInstanceKey) {
    return Optional.ofNullable(actionOfInstance.get(processInstanceKey));
  }

  void open(long processInstanceKey, String actionId) {
    actionOfInstance.put(processInstanceKey, actionId);
  }

  void close(long processInstanceKey) {
    actionOfInstance.remove(processInstanceKey);
  }

  long nextNumber() {
    return ++entries;
  }
}
