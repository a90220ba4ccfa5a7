package io.countersign.exporter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What waits to be set on the actions' documents: one update for each action, the latest value of
 * each field.
 *
 * <p>Each carries the position of its latest record in the field {@code logPosition}. After a
 * restart the records since the snapshot come again; a document that already shows a later position
 * must not fall back to an earlier state, because workers decide from it.
 */
final class ActionUpdates {

  static final String POSITION = "logPosition";

  private final Map<String, Update> pending = new LinkedHashMap<>();

  private record Update(Map<String, Object> fields, String origin, long position) {}

  void add(String actionId, Map<String, Object> fields, int partition, long position) {
    Update before = pending.get(actionId);
    Map<String, Object> merged = new LinkedHashMap<>();
    if (before != null) {
      merged.putAll(before.fields());
    }
    fields.forEach((name, value) -> merged.merge(name, value, ActionUpdates::merged));
    merged.put(POSITION, position);
    pending.put(actionId, new Update(merged, partition + "-" + position, position));
  }

  /** Objects grow by their keys, as Elasticsearch merges them; anything else is replaced. */
  private static Object merged(Object before, Object now) {
    if (before instanceof Map<?, ?> old && now instanceof Map<?, ?> more) {
      Map<Object, Object> both = new LinkedHashMap<>(old);
      more.forEach((key, value) -> both.merge(key, value, ActionUpdates::merged));
      return both;
    }
    return now;
  }

  int size() {
    return pending.size();
  }

  Set<String> actionIds() {
    return pending.keySet();
  }

  /** Whether the document of any of these shows this update or a later one already. */
  boolean knows(Map<String, Long> positions) {
    return positions.entrySet().stream()
        .anyMatch(it -> pending.get(it.getKey()).position() <= it.getValue());
  }

  /**
   * The documents to write.
   *
   * @param positions what the documents show already
   */
  List<Document> documents(String index, Map<String, Long> positions) {
    return pending.entrySet().stream()
        .filter(
            it -> it.getValue().position() > positions.getOrDefault(it.getKey(), Long.MIN_VALUE))
        .map(
            it ->
                Document.partial(
                    index, it.getKey(), it.getValue().origin(), it.getValue().fields()))
        .toList();
  }

  void clear() {
    pending.clear();
  }
}
