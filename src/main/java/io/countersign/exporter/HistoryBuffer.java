package io.countersign.exporter;

import io.countersign.exporter.ActionUpdates.Shown;
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
final class HistoryBuffer {

  private final List<Document> entries = new ArrayList<>();
  private final ActionUpdates actions = new ActionUpdates();
  private final ElasticsearchBulk elasticsearch;
  private final ElasticsearchPast past;
  private final LogCheck check;
  private final HistoryIndex index;
  private boolean replaying = true;

  HistoryBuffer(ElasticsearchBulk elasticsearch, ElasticsearchPast past, HistoryIndex index) {
    this.elasticsearch = elasticsearch;
    this.past = past;
    this.check = new LogCheck(past);
    this.index = index;
  }

  void add(Document entry) {
    entries.add(entry);
  }

  void set(String actionId, Map<String, Object> fields, Origin origin) {
    actions.add(actionId, fields, origin);
  }

  int size() {
    return Math.max(entries.size(), actions.size());
  }

  /**
   * Stores everything, or throws and keeps what is not stored.
   *
   * @param open learns which log is read, as soon as that is known
   */
  void flush(OpenActions open) {
    if (size() == 0) {
      return;
    }
    elasticsearch.prepare();
    LogOrigin read = check.check(open.log(), entries);
    if (!read.equals(open.log())) {
      open.log(read);
    }
    entries.replaceAll(
        it -> it.origin().position() >= read.since() ? it.inLog(read.inForce()) : it);
    elasticsearch.write(entries);
    entries.clear();
    Map<String, Shown> shown =
        actions.size() > 0 && (replaying || read.inForce() > 1)
            ? past.shown(actions.actionIds())
            : Map.of();
    elasticsearch.write(actions.documents(index.actions(), index.quarantine(), read, shown));
    // The log is ordered: once a document is behind its record, all that follows is new.
    replaying &= shown.isEmpty() || actions.knows(shown);
    actions.clear();
  }
}
