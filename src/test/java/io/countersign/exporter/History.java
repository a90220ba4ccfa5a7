package io.countersign.exporter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What stands in the indices after an export. */
record History(FakeElasticsearch elasticsearch) {

  JsonNode entry(String id) {
    return elasticsearch.index("countersign-entries").get(id);
  }

  JsonNode action(String id) {
    return elasticsearch.index("countersign-actions").get(id);
  }

  JsonNode status() {
    return elasticsearch.index("countersign-exporters").get("1");
  }

  JsonNode quarantined(String id) {
    return elasticsearch.index("countersign-quarantine").get(id);
  }

  List<String> ids() {
    return List.copyOf(elasticsearch.index("countersign-entries").keySet());
  }

  List<Long> numbers() {
    return elasticsearch.index("countersign-entries").values().stream()
        .map(it -> it.path("number").asLong())
        .sorted()
        .toList();
  }
}
