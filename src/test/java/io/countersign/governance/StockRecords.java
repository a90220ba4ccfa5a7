package io.countersign.governance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the stock exporter wrote of the log, and which of its records must be entries: written down
 * here a second time, apart from the exporter that is tested.
 */
final class StockRecords {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GOVERNANCE = "action-governance";

  /** Told wherever they stand, if the instance is governed. */
  private static final Set<String> ALWAYS =
      Set.of(
          "USER_TASK CREATED",
          "USER_TASK ASSIGNED",
          "USER_TASK UPDATED",
          "USER_TASK COMPLETED",
          "USER_TASK CANCELED",
          "JOB FAILED",
          "JOB ERROR_THROWN",
          "JOB RETRIES_UPDATED",
          "TIMER TRIGGERED",
          "INCIDENT CREATED",
          "INCIDENT RESOLVED",
          "DECISION_EVALUATION EVALUATED",
          "DECISION_EVALUATION FAILED",
          "PROCESS_INSTANCE_MODIFICATION MODIFIED",
          "PROCESS_INSTANCE_MIGRATION MIGRATED",
          "PROCESS_INSTANCE_CREATION CREATED");

  /** Told when they are published: nothing may wait for them. */
  private static final Set<String> TOLD_WHEN_PUBLISHED =
      Set.of(
          "release-closed",
          "outcome-reported",
          "halt-set",
          "halt-lifted",
          "callback-replayed",
          "administration-done",
          "administration-failed");

  private static final Set<String> MODELS =
      Set.of("PROCESS", "FORM", "DECISION", "DECISION_REQUIREMENTS");

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  StockRecords(String url) {
    this.url = url;
  }

  /** The last position that the stock exporter stored. */
  long last() {
    JsonNode hits =
        search("{\"size\": 1, \"sort\": [{\"position\": \"desc\"}], \"_source\": [\"position\"]}");
    return hits.at("/0/_source/position").asLong(-1);
  }

  /** Makes all that was stored findable. */
  void refresh() {
    send("/zeebe-record*/_refresh", "");
  }

  /** The positions of all records up to this one that must be entries. */
  Set<Long> thatMatter(long upTo) {
    Set<Long> matter = new HashSet<>();
    Set<Long> governed = new HashSet<>();
    Map<Long, Long> instanceOf = new HashMap<>();
    for (JsonNode record : all(upTo)) {
      String told = record.path("valueType").asText() + " " + record.path("intent").asText();
      JsonNode value = record.path("value");
      long instance = value.path("processInstanceKey").asLong(-1);
      boolean root = value.path("bpmnProcessId").asText().equals(GOVERNANCE);
      if (told.equals("MESSAGE_START_EVENT_SUBSCRIPTION CORRELATED") && root
          || told.equals("PROCESS_INSTANCE_CREATION CREATED") && root) {
        governed.add(instance);
        matter.add(record.path("position").asLong());
      }
      if (record.path("valueType").asText().equals("PROCESS_INSTANCE")) {
        instanceOf.put(record.path("key").asLong(), instance);
        if (governed.contains(value.path("parentProcessInstanceKey").asLong())) {
          governed.add(instance);
        }
      }
      boolean known =
          told.startsWith("VARIABLE_DOCUMENT ")
              ? governed.contains(instanceOf.get(value.path("scopeKey").asLong()))
              : governed.contains(instance);
      if (matters(told, value, known)) {
        matter.add(record.path("position").asLong());
      }
    }
    return matter;
  }

  private static boolean matters(String told, JsonNode value, boolean governed) {
    String[] words = told.split(" ");
    if (MODELS.contains(words[0])) {
      return words[1].equals("CREATED") || words[1].equals("DELETED");
    }
    String message = value.path("name").asText();
    String job = value.path("type").asText();
    return switch (told) {
      case "MESSAGE PUBLISHED" -> TOLD_WHEN_PUBLISHED.contains(message);
      case "PROCESS_MESSAGE_SUBSCRIPTION CREATED" ->
          governed && value.path("messageName").asText().equals("question-answered");
      case "PROCESS_MESSAGE_SUBSCRIPTION CORRELATED" ->
          governed && !TOLD_WHEN_PUBLISHED.contains(value.path("messageName").asText());
      case "VARIABLE_DOCUMENT UPDATED" -> governed;
      case "JOB CREATED" -> governed && job.equals("count-votes");
      case "JOB COMPLETED" -> governed && !job.equals("note-vote");
      case "JOB UPDATED" ->
          governed && value.path("changedAttributes").toString().contains("\"retries\"");
      case "PROCESS_INSTANCE ELEMENT_COMPLETED", "PROCESS_INSTANCE ELEMENT_TERMINATED" ->
          governed
              && value.path("bpmnElementType").asText().equals("PROCESS")
              && value.path("bpmnProcessId").asText().equals(GOVERNANCE);
      default -> governed && ALWAYS.contains(told);
    };
  }

  private List<JsonNode> all(long upTo) {
    List<JsonNode> records = new ArrayList<>();
    long after = -1;
    while (true) {
      JsonNode hits =
          search(
              """
              {"size": 5000, "sort": [{"position": "asc"}], "search_after": [%d],
               "query": {"bool": {
                 "filter": [{"range": {"position": {"lte": %d}}}, {"term": {"recordType": "EVENT"}}],
                 "must_not": [{"terms": {"valueType": ["VARIABLE", "PROCESS_EVENT", "JOB_BATCH"]}},
                              {"term": {"intent": "SEQUENCE_FLOW_TAKEN"}}]}},
               "_source": {"includes": ["position", "key", "valueType", "intent",
                 "value.processInstanceKey", "value.parentProcessInstanceKey", "value.bpmnProcessId",
                 "value.bpmnElementType", "value.name", "value.messageName", "value.type",
                 "value.scopeKey", "value.changedAttributes"]}}
              """
                  .formatted(after, upTo));
      if (hits.isEmpty()) {
        return records;
      }
      hits.forEach(it -> records.add(it.path("_source")));
      after = records.getLast().path("position").asLong();
    }
  }

  private JsonNode search(String query) {
    return send("/zeebe-record*/_search?ignore_unavailable=true", query).at("/hits/hits");
  }

  private JsonNode send(String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
