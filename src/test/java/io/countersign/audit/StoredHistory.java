package io.countersign.audit;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.countersign.history.EntryKind;
import io.countersign.history.HistoryIndex;
import io.countersign.localstack.RunningStack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Indices of a test's own on a real Elasticsearch, mapped as the exporter maps them. */
public final class StoredHistory implements AutoCloseable {

  public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final HistoryIndex index = new HistoryIndex("it-" + UUID.randomUUID());
  private final ElasticsearchClient client;

  public StoredHistory(RunningStack stack) {
    client = client(stack.addresses().get("ELASTICSEARCH_URL"));
    create(index.entries(), "entries.json");
    create(index.actions(), "actions.json");
  }

  public ElasticsearchClient client() {
    return client;
  }

  public HistoryIndex index() {
    return index;
  }

  public static ObjectMapper json() {
    return new ObjectMapper()
        .registerModule(new JavaTimeModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  }

  /** An action of which only the proposal is known. */
  public static Map<String, Object> action(String id, Instant proposedAt) {
    return new HashMap<>(
        Map.of(
            "actionId", id,
            "agent", "support-agent",
            "type", "refund.issue",
            "summary", "Damaged jacket",
            "businessObject", "order/1042",
            "businessObjectId", "1042",
            "digest", "sha256:1",
            "requestDigest", "sha256:2",
            "proposedAt", proposedAt.toString()));
  }

  /** The same, with one more field. */
  public static Map<String, Object> action(
      String id, Instant proposedAt, String field, Object value) {
    Map<String, Object> action = action(id, proposedAt);
    action.put(field, value);
    return action;
  }

  public static Map<String, Object> entry(long position, String actionId, EntryKind kind) {
    return entry(position, actionId, kind.word(), NOON, Map.of("person", "anna"));
  }

  public static Map<String, Object> entry(
      long position, String actionId, String kind, Instant at, Map<String, Object> detail) {
    Map<String, Object> entry =
        new HashMap<>(Map.of("sentence", "Something happened.", "detail", detail));
    entry.putAll(Map.of("partition", 1, "position", position, "number", position));
    entry.putAll(Map.of("at", at.toString(), "actionId", actionId, "kind", kind));
    entry.putAll(Map.of("severity", "info", "actor", Map.of("type", "person", "id", "anna")));
    entry.put("processInstanceKey", "20");
    return entry;
  }

  @SafeVarargs
  public final void put(Map<String, Object>... documents) {
    putAll(List.of(documents));
  }

  /** Stores entries and actions, each in its index, where searches find them. */
  public void putAll(Collection<Map<String, Object>> documents) {
    write(documents);
    refresh();
  }

  /** Stores entries and actions; no search finds them before a refresh. */
  void write(Collection<Map<String, Object>> documents) {
    try {
      client.bulk(
          bulk -> {
            documents.forEach(
                it ->
                    bulk.operations(
                        op -> op.index(i -> i.index(indexOf(it)).id(idOf(it)).document(it))));
            return bulk;
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String indexOf(Map<String, Object> document) {
    return document.containsKey("position") ? index.entries() : index.actions();
  }

  private static String idOf(Map<String, Object> document) {
    return document.containsKey("position")
        ? document.get("partition") + "-" + document.get("position")
        : document.get("actionId").toString();
  }

  public void refresh() {
    try {
      client.indices().refresh(it -> it.index(index.prefix() + "-*"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void create(String name, String resource) {
    try (InputStream mappings = HistoryIndex.class.getResourceAsStream(resource)) {
      client
          .indices()
          .create(
              it ->
                  it.index(name)
                      // Without it, an index that nobody searched refreshes for the first search.
                      .settings(s -> s.refreshInterval(every -> every.time("1s")))
                      .mappings(m -> m.withJson(mappings)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client of the product's own making. */
  public static ElasticsearchClient client(String url) {
    var configuration = new ElasticsearchConfiguration();
    var properties =
        new AuditProperties(URI.create(url), "unused", null, null, Duration.ofSeconds(10));
    return configuration.elasticsearchClient(
        configuration.elasticsearchRestClient(properties), json());
  }

  @Override
  public void close() {
    try {
      client
          .indices()
          .delete(
              it ->
                  it.index(index.entries(), index.actions(), index.refusals(), index.retention())
                      .ignoreUnavailable(true));
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
