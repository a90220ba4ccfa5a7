package io.countersign.exporter;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.exporter.ActionUpdates.Shown;
import io.countersign.exporter.ElasticsearchHttp.Answer;
import io.countersign.history.EntryKind;
import io.countersign.history.HistoryIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the history holds already. Whatever keeps an answer from coming is an exception. */
final class ElasticsearchPast {

  private static final String JSON = "application/json";
  private static final int MOST_HITS = 10_000;
  private static final int ACTIONS_AT_ONCE = 500;

  /** Of the governance of an action and of each of its stages. */
  private static final List<String> BEGINNINGS =
      List.of(EntryKind.ACTION_PROPOSED.word(), EntryKind.REVIEWERS_SEATED.word());

  private final ElasticsearchHttp http;
  private final HistoryIndex index;

  ElasticsearchPast(ElasticsearchHttp http, HistoryIndex index) {
    this.http = http;
    this.index = index;
  }

  /** How far the documents of these actions are; those that are not there are left out. */
  Map<String, Shown> shown(Collection<String> actionIds) {
    Map<String, Shown> shown = new HashMap<>();
    for (JsonNode it :
        found(index.actions(), actionIds, ActionUpdates.POSITION + "," + ActionUpdates.LOG)) {
      JsonNode position = it.at("/_source/" + ActionUpdates.POSITION);
      if (position.isNumber()) {
        int log = it.at("/_source/" + ActionUpdates.LOG).asInt(1);
        shown.put(it.path("_id").asText(), new Shown(log, position.asLong()));
      }
    }
    return shown;
  }

  /** The times of these entries, epoch milliseconds; those that are not there are left out. */
  Map<String, Long> times(Collection<String> entryIds) {
    Map<String, Long> times = new HashMap<>();
    for (JsonNode it : found(index.entries(), entryIds, "at")) {
      String at = it.at("/_source/at").asText();
      if (!at.isEmpty()) {
        times.put(it.path("_id").asText(), Instant.parse(at).toEpochMilli());
      }
    }
    return times;
  }

  /** The latest log of this partition that the history tells of; unknown if of none. */
  LogOrigin latestLog(int partition) {
    ask("/" + index.entries() + "/_refresh", Map.of());
    int number =
        first(List.of(term("partition", partition)), "log", "desc")
            .map(it -> it.path("log").asInt())
            .orElse(0);
    if (number <= 1) {
      return new LogOrigin(number, 0);
    }
    long since =
        first(List.of(term("partition", partition), term("log", number)), "position", "asc")
            .map(it -> it.path("position").asLong())
            .orElse(0L);
    return new LogOrigin(number, since);
  }

  /** The position of the last entry of this log; -1 if there is none. */
  long lastPosition(int partition, int log) {
    ask("/" + index.entries() + "/_refresh", Map.of());
    return first(List.of(term("partition", partition), term("log", log)), "position", "desc")
        .map(it -> it.path("position").asLong())
        .orElse(-1L);
  }

  /** The instances of the latest 10,000 actions that are not closed, by their keys. */
  Map<Long, String> openInstances(int partition) {
    ask("/" + index.actions() + "/_refresh", Map.of());
    List<String> open =
        hits(
                index.actions(),
                Map.of("must_not", List.of(Map.of("exists", Map.of("field", "closedAt")))),
                "proposedAt",
                "actionId")
            .stream()
            .map(it -> it.path("actionId").asText())
            .toList();
    Map<Long, String> instances = new HashMap<>();
    for (int from = 0; from < open.size(); from += ACTIONS_AT_ONCE) {
      List<String> some = open.subList(from, Math.min(open.size(), from + ACTIONS_AT_ONCE));
      hits(
              index.entries(),
              Map.of(
                  "filter",
                  List.of(
                      term("partition", partition),
                      terms("kind", BEGINNINGS),
                      terms("actionId", some))),
              "position",
              "actionId,processInstanceKey")
          .forEach(
              it ->
                  instances.put(
                      it.path("processInstanceKey").asLong(), it.path("actionId").asText()));
    }
    return instances;
  }

  /** Whether the history tells of this or a later position at an earlier time. */
  boolean contradicts(Origin origin) {
    return first(
            List.of(
                term("partition", origin.partition()),
                term("log", origin.log()),
                range("position", "gte", origin.position()),
                range("at", "lt", Instant.ofEpochMilli(origin.at()).toString())),
            "position",
            "asc")
        .isPresent();
  }

  private List<JsonNode> found(String name, Collection<String> ids, String fields) {
    Answer answer = ask("/" + name + "/_mget?_source_includes=" + fields, Map.of("ids", ids));
    List<JsonNode> docs = new ArrayList<>();
    answer.body().path("docs").forEach(docs::add);
    return docs;
  }

  private Optional<JsonNode> first(List<Map<String, Object>> filters, String sort, String order) {
    JsonNode hit =
        search(index.entries(), Map.of("filter", filters), sort, order, "log,position", 1)
            .at("/0/_source");
    return hit.isMissingNode() ? Optional.empty() : Optional.of(hit);
  }

  /** The latest first. */
  private List<JsonNode> hits(String name, Map<String, Object> bool, String sort, String fields) {
    List<JsonNode> sources = new ArrayList<>();
    search(name, bool, sort, "desc", fields, MOST_HITS)
        .forEach(it -> sources.add(it.path("_source")));
    return sources;
  }

  private JsonNode search(
      String name, Map<String, Object> bool, String sort, String order, String fields, int size) {
    return ask(
            "/" + name + "/_search?allow_partial_search_results=false",
            Map.of(
                "size", size,
                "_source", fields.split(","),
                "query", Map.of("bool", bool),
                "sort", List.of(Map.of(sort, Map.of("order", order, "unmapped_type", "long")))))
        .body()
        .at("/hits/hits");
  }

  private Answer ask(String path, Map<String, Object> body) {
    Answer answer =
        http.send("POST", path, JSON, body.isEmpty() ? new byte[0] : Document.json(body));
    if (!answer.good()) {
      throw new IllegalStateException("Elasticsearch says HTTP " + answer.status());
    }
    return answer;
  }

  private static Map<String, Object> term(String field, long value) {
    return Map.of("term", Map.of(field, value));
  }

  private static Map<String, Object> terms(String field, List<String> values) {
    return Map.of("terms", Map.of(field, values));
  }

  private static Map<String, Object> range(String field, String bound, Object value) {
    return Map.of("range", Map.of(field, Map.of(bound, value)));
  }
}
