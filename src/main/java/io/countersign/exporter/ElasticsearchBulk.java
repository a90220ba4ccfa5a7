package io.countersign.exporter;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.exporter.ElasticsearchHttp.Answer;
import io.countersign.history.HistoryIndex;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * Writes documents to Elasticsearch: all of them, or an exception and the same again later.
 *
 * <p>A document that Elasticsearch will never take is kept in the quarantine index, so that one bad
 * record does not hold up the log.
 */
final class ElasticsearchBulk {

  private static final int LARGEST_REQUEST = 4 * 1024 * 1024;

  private final ElasticsearchHttp http;
  private final ElasticsearchIndices indices;
  private final HistoryIndex index;
  private final Logger log;
  private boolean indicesExist;
  private final AtomicLong quarantined = new AtomicLong();

  ElasticsearchBulk(ElasticsearchHttp http, int replicas, HistoryIndex index, Logger log) {
    this.http = http;
    this.indices = new ElasticsearchIndices(http, replicas, log);
    this.index = index;
    this.log = log;
  }

  /** Writes in order; returns only when every document is stored or in the quarantine. */
  void write(List<Document> documents) {
    if (documents.isEmpty()) {
      return;
    }
    List<Document> chunk = new ArrayList<>();
    int size = 0;
    for (Document document : documents) {
      if (!chunk.isEmpty() && size + document.source().length > LARGEST_REQUEST) {
        send(chunk);
        chunk.clear();
        size = 0;
      }
      if (document.index().equals(index.quarantine())) {
        quarantined.incrementAndGet();
      }
      chunk.add(document);
      size += document.source().length;
    }
    send(chunk);
  }

  /** Creates the indices unless that was done. */
  void prepare() {
    if (!indicesExist) {
      indices.create(index);
      indicesExist = true;
    }
  }

  /** How many documents went to the quarantine since the start. */
  long quarantined() {
    return quarantined.get();
  }

  private void send(List<Document> documents) {
    var lines = new ByteArrayOutputStream();
    documents.forEach(it -> lines.writeBytes(it.lines()));
    Answer answer = http.send("POST", "/_bulk", "application/x-ndjson", lines.toByteArray());
    if (answer.refusedForGood() && !documents.getFirst().index().equals(index.quarantine())) {
      // One document can make Elasticsearch refuse the whole request: find it by sending each
      // alone.
      if (documents.size() == 1) {
        quarantine(documents.getFirst(), answer.reason());
      } else {
        documents.forEach(it -> send(List.of(it)));
      }
      return;
    }
    if (!answer.good()) {
      throw new IllegalStateException("Elasticsearch says HTTP " + answer.status());
    }
    if (answer.body().path("errors").asBoolean()) {
      check(documents, answer.body().path("items"));
    }
  }

  private void check(List<Document> documents, JsonNode items) {
    List<Runnable> refusals = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      JsonNode item = items.path(i).elements().next();
      Document document = documents.get(i);
      var answer = new Answer(item.path("status").asInt(), item);
      if (answer.refusedForGood()) {
        refusals.add(() -> quarantine(document, answer.reason()));
      } else if (!answer.good()) {
        throw new IllegalStateException(
            "Elasticsearch pushed back: HTTP %d %s".formatted(answer.status(), answer.reason()));
      }
    }
    refusals.forEach(Runnable::run);
  }

  private void quarantine(Document document, String reason) {
    if (document.index().equals(index.quarantine())) {
      log.error(
          "Record {} is not even taken by the quarantine: {}", document.origin().id(), reason);
      return;
    }
    if (document.isPlaceholder()) {
      log.error("Not even a placeholder of entry {} is taken: {}", document.id(), reason);
      return;
    }
    quarantined.incrementAndGet();
    log.error(
        "Record {} is refused for ever, it is quarantined ({} since the start): {}",
        document.origin().id(),
        quarantined,
        reason);
    send(List.of(document.quarantined(index.quarantine(), reason)));
    if (document.index().equals(index.entries())) {
      send(List.of(document.placeholder()));
    }
  }
}
