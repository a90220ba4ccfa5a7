package io.countersign.exporter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.history.HistoryIndex;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/** Writes documents to Elasticsearch: all of them, or an exception and the same again later. */
final class ElasticsearchBulk {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final ExporterSettings settings;
  private final HistoryIndex index;
  private final Logger log;
  private boolean indicesExist;

  ElasticsearchBulk(ExporterSettings settings, HistoryIndex index, Logger log) {
    this.settings = settings;
    this.index = index;
    this.log = log;
  }

  /**
   * One document.
   *
   * @param partial whether only these fields are set and the rest stays
   */
  record Document(String index, String id, Map<String, Object> source, boolean partial) {}

  Document quarantined(String id, String what, String reason) {
    return new Document(
        index.quarantine(), id, Map.of("id", id, "record", what, "reason", reason), false);
  }

  /** Writes in order; a document that Elasticsearch will never take goes to the quarantine. */
  void write(List<Document> documents) {
    if (documents.isEmpty()) {
      return;
    }
    if (!indicesExist) {
      createIndices();
    }
    JsonNode answer = send("POST", "/_bulk", "application/x-ndjson", bulk(documents));
    if (answer.path("errors").asBoolean()) {
      quarantine(documents, answer.path("items"));
    }
  }

  private void quarantine(List<Document> documents, JsonNode items) {
    List<Document> refused = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      JsonNode item = items.get(i).elements().next();
      int status = item.path("status").asInt();
      if (status == 429 || status >= 500) {
        throw new IllegalStateException("Elasticsearch pushed back: HTTP " + status);
      }
      if (status >= 400) {
        Document document = documents.get(i);
        String reason = item.at("/error/type").asText() + " " + item.at("/error/reason").asText();
        log.error("Document {} is refused for ever, it is quarantined: {}", document.id(), reason);
        refused.add(quarantined(document.id(), document.source().toString(), reason));
      }
    }
    if (!refused.isEmpty()) {
      send("POST", "/_bulk", "application/x-ndjson", bulk(refused));
    }
  }

  private void createIndices() {
    create(index.entries(), "entries.json");
    create(index.actions(), "actions.json");
    create(index.quarantine(), "quarantine.json");
    indicesExist = true;
  }

  private void create(String name, String resource) {
    try (InputStream mappings = HistoryIndex.class.getResourceAsStream(resource)) {
      byte[] body =
          JSON.writeValueAsBytes(
              Map.of(
                  "settings",
                  Map.of(
                      "number_of_shards",
                      1,
                      "number_of_replicas",
                      settings.numberOfReplicas(),
                      "refresh_interval",
                      "500ms"),
                  "mappings",
                  JSON.readTree(mappings)));
      HttpResponse<byte[]> answer = exchange("PUT", "/" + name, "application/json", body);
      boolean exists =
          new String(answer.body(), StandardCharsets.UTF_8).contains("resource_already_exists");
      if (answer.statusCode() / 100 != 2 && !exists) {
        throw new IllegalStateException("Index " + name + ": HTTP " + answer.statusCode());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bulk(List<Document> documents) {
    var lines = new ByteArrayOutputStream();
    try {
      for (Document it : documents) {
        var target = Map.of("_index", it.index(), "_id", it.id());
        lines.write(JSON.writeValueAsBytes(Map.of(it.partial() ? "update" : "index", target)));
        lines.write('\n');
        lines.write(
            JSON.writeValueAsBytes(
                it.partial() ? Map.of("doc", it.source(), "doc_as_upsert", true) : it.source()));
        lines.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines.toByteArray();
  }

  private JsonNode send(String method, String path, String type, byte[] body) {
    HttpResponse<byte[]> answer = exchange(method, path, type, body);
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException("Elasticsearch says HTTP " + answer.statusCode());
    }
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<byte[]> exchange(String method, String path, String type, byte[] body) {
    var request =
        HttpRequest.newBuilder(URI.create(settings.url() + path))
            .timeout(TIMEOUT)
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofByteArray(body));
    if (settings.username() != null) {
      String login = settings.username() + ":" + settings.password();
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
