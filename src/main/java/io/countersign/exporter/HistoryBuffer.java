package io.countersign.exporter;

import io.countersign.history.HistoryIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is read from the log and not stored yet.
 *
 * <p>Entries are written first and only then the actions' documents: a mark in a document proves
 * that every entry before it is stored.
 */
final class HistoryBuffer implements AutoCloseable {

  private final List<Document> entries = new ArrayList<>();
  private final ActionUpdates actions = new ActionUpdates();
  private final ElasticsearchBulk elasticsearch;
  private final HistoryIndex index;
  private boolean replaying = true;

  HistoryBuffer(ElasticsearchBulk elasticsearch, HistoryIndex index) {
    this.elasticsearch = elasticsearch;
    this.index = index;
  }

  void add(Document entry) {
    entries.add(entry);
  }

  void set(String actionId, Map<String, Object> fields, int partition, long position) {
    actions.add(actionId, fields, partition, position);
  }

  int size() {
    return Math.max(entries.size(), actions.size());
  }

  /** Stores everything, or throws and keeps what is not stored. */
  void flush() {
    elasticsearch.write(entries);
    entries.clear();
    Map<String, Long> shown =
        replaying && actions.size() > 0
            ? elasticsearch.positions(index.actions(), actions.actionIds())
            : Map.of();
    elasticsearch.write(actions.documents(index.actions(), shown));
    // The log is ordered: once a document is behind its record, all that follows is new.
    replaying &= shown.isEmpty() || actions.knows(shown);
    actions.clear();
  }

  @Override
  public void close() {
    elasticsearch.close();
  }
}
