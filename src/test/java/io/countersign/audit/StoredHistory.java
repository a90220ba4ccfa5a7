package io.countersign.audit;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.countersign.history.Actor;
import io.countersign.history.Entry;
import io.countersign.history.EntryKind;
import io.countersign.history.EntrySeverity;
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

  public static Entry entry(long position, String actionId, EntryKind kind) {
    return entry(position, actionId, kind, NOON, Map.of("person", "anna"));
  }

  public static Entry entry(
      long position, String actionId, EntryKind kind, Instant at, Map<String, Object> detail) {
    return new Entry(
        1,
        position,
        position,
        at,
        actionId,
        kind,
        EntrySeverity.INFO,
        Actor.person("anna"),
        "Something happened.",
        "Task_ReviewAction",
        "20",
        detail);
  }

  @SafeVarargs
  public final void put(Map<String, Object>... actions) {
    bulk(index.actions(), List.of(actions), it -> it.get("actionId").toString());
  }

  public void put(Entry... entries) {
    putAll(List.of(entries));
  }

  public void putAll(Collection<Entry> entries) {
    bulk(index.entries(), entries, Entry::id);
  }

  public void refresh() {
    try {
      client.indices().refresh(it -> it.index(index.prefix() + "-*"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> void bulk(
      String name, Collection<T> documents, java.util.function.Function<T, String> id) {
    try {
      client.bulk(
          bulk -> {
            documents.forEach(
                it ->
                    bulk.operations(
                        op -> op.index(i -> i.index(name).id(id.apply(it)).document(it))));
            return bulk;
          });
      refresh();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void create(String name, String resource) {
    try (InputStream mappings = HistoryIndex.class.getResourceAsStream(resource)) {
      client.indices().create(it -> it.index(name).mappings(m -> m.withJson(mappings)));
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
      client.indices().delete(it -> it.index(index.prefix() + "-*"));
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
