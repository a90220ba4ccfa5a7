package io.countersign.exporter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What waits to be set on the actions' documents: one update for each action, the latest value of
 * each field.
 *
 * <p>Each carries the position of its latest record in the field {@code logPosition}. After a
 * restart the records since the snapshot come again; a document that already shows a later position
 * must not fall back to an earlier state, because workers decide from it. Nor is a document of
 * another log ever mixed with this one: such an update goes to the quarantine.
 */
final class ActionUpdates {

  static final String POSITION = "logPosition";
  static final String LOG = "log";

  private final Map<String, Update> pending = new LinkedHashMap<>();

  private record Update(Map<String, Object> fields, Origin origin) {}

  /** How far a document is. */
  record Shown(int log, long position) {}

  void add(String actionId, Map<String, Object> fields, Origin origin) {
    Update before = pending.get(actionId);
    Map<String, Object> merged = new LinkedHashMap<>();
    if (before != null) {
      merged.putAll(before.fields());
    }
    fields.forEach((name, value) -> merged.merge(name, value, ActionUpdates::merged));
    merged.put(POSITION, origin.position());
    pending.put(actionId, new Update(merged, origin));
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
  boolean knows(Map<String, Shown> shown) {
    return shown.entrySet().stream()
        .anyMatch(it -> pending.get(it.getKey()).origin().position() <= it.getValue().position());
  }

  /**
   * The documents to write.
   *
   * @param log which is read now
   * @param shown what the documents show already
   */
  List<Document> documents(
      String index, String quarantine, LogOrigin log, Map<String, Shown> shown) {
    return pending.entrySet().stream()
        .flatMap(
            it -> {
              Update update = it.getValue();
              Origin origin = update.origin().inLog(log.inForce());
              Map<String, Object> fields = new LinkedHashMap<>(update.fields());
              fields.put(LOG, log.inForce());
              Document document = Document.partial(index, it.getKey(), origin, fields);
              Shown seen = shown.get(it.getKey());
              if (seen == null || follows(origin, log, seen)) {
                return Stream.of(document);
              }
              return seen.log() == origin.log()
                  ? Stream.of()
                  : Stream.of(
                      document.quarantined(
                          quarantine, "The document belongs to log %d.".formatted(seen.log())));
            })
        .toList();
  }

  private static boolean follows(Origin origin, LogOrigin log, Shown seen) {
    return seen.log() == origin.log()
        ? seen.position() < origin.position()
        : seen.log() < origin.log() && seen.position() < log.since();
  }

  void clear() {
    pending.clear();
  }
}
