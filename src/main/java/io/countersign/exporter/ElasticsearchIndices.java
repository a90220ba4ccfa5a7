package io.countersign.exporter;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.exporter.ElasticsearchHttp.Answer;
import io.countersign.history.HistoryIndex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/** Creates the indices with the mappings that travel in both jars. */
final class ElasticsearchIndices {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ElasticsearchHttp http;
  private final int numberOfReplicas;
  private final Logger log;

  ElasticsearchIndices(ElasticsearchHttp http, int numberOfReplicas, Logger log) {
    this.http = http;
    this.numberOfReplicas = numberOfReplicas;
    this.log = log;
  }

  /** Creates what is absent. */
  void create(HistoryIndex index) {
    create(index.entries(), "entries.json");
    create(index.actions(), "actions.json");
    create(index.quarantine(), "quarantine.json");
    create(index.exporters(), "exporters.json");
  }

  private void create(String name, String resource) {
    Map<String, Object> settings =
        Map.of(
            "number_of_shards",
            1,
            "number_of_replicas",
            numberOfReplicas,
            "refresh_interval",
            "500ms");
    try (InputStream mappings = HistoryIndex.class.getResourceAsStream(resource)) {
      var wanted = JSON.readTree(mappings);
      // Whoever deletes an index while this runs gets it again with the same fields.
      put(
          "/_index_template/" + name,
          JSON.writeValueAsBytes(
              Map.of(
                  "index_patterns",
                  List.of(name),
                  "template",
                  Map.of("settings", settings, "mappings", wanted))));
      Answer answer =
          put("/" + name, JSON.writeValueAsBytes(Map.of("settings", settings, "mappings", wanted)));
      if (answer.reason().startsWith("resource_already_exists")) {
        // An index of an earlier version learns the fields that are new.
        answer = put("/" + name + "/_mapping", JSON.writeValueAsBytes(wanted));
      }
      if (answer.refusedForGood()) {
        // Waiting would not mend it, and the log must go on: what does not fit is quarantined.
        log.error("Index {} keeps fields of another type: {}", name, answer.reason());
        return;
      }
      if (!answer.good()) {
        throw new IllegalStateException(
            "Index %s: HTTP %d %s".formatted(name, answer.status(), answer.reason()));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Answer put(String path, byte[] body) {
    return http.send("PUT", path, "application/json", body);
  }
}
