package io.countersign.exporter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Keeps documents as Elasticsearch would, and fails when told to. */
final class FakeElasticsearch implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BLOCKED =
      """
      {"error": {"type": "cluster_block_exception",
                 "reason": "index blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded]"}}
      """;

  private final Map<String, Map<String, ObjectNode>> indices = new LinkedHashMap<>();
  private final HttpServer server;
  private boolean down;
  private Predicate<String> refused = id -> false;
  private Predicate<String> pushedBack = id -> false;
  private Predicate<String> poisonous = id -> false;
  private final List<List<String>> bulks = new ArrayList<>();
  private boolean readOnly;
  private String closed = "";
  private long delayMillis;
  private int searches;

  FakeElasticsearch() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  void down(boolean down) {
    this.down = down;
  }

  /** As when the disk is too full to write. */
  void readOnly(boolean readOnly) {
    this.readOnly = readOnly;
  }

  /** How long each answer takes. */
  void slow(Duration delay) {
    delayMillis = delay.toMillis();
  }

  /** Answers a bulk request with this error and status 400, as a closed index does. */
  void close(String errorType) {
    closed = errorType;
  }

  int searches() {
    return searches;
  }

  /** Documents that a mapping will never take; what is known to be plain is taken. */
  void refuse(Predicate<String> ids) {
    refused = ids;
  }

  /** Documents for which there is no room now. */
  void pushBack(Predicate<String> ids) {
    pushedBack = ids;
  }

  /** Documents because of which a whole request is refused. */
  void poison(Predicate<String> ids) {
    poisonous = ids;
  }

  Map<String, ObjectNode> index(String name) {
    return new TreeMap<>(indices.getOrDefault(name, Map.of()));
  }

  /** The ids of each bulk request, in order. */
  List<List<String>> bulks() {
    return bulks;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    if (delayMillis > 0) {
      pause();
    }
    if (down) {
      reply(exchange, 503, "{}");
    } else if (readOnly && path.equals("/_bulk")) {
      reply(exchange, 403, BLOCKED);
    } else if (path.endsWith("/_refresh")) {
      reply(exchange, 200, "{}");
    } else if (path.endsWith("/_search")) {
      searches++;
      reply(exchange, 200, searched(path.split("/")[1], JSON.readTree(request)).toString());
    } else if (path.contains("/_doc/")) {
      document(exchange, path.split("/"), request);
    } else if (path.equals("/_bulk")) {
      bulk(exchange, new String(request, StandardCharsets.UTF_8).split("\n"));
    } else if (path.endsWith("/_mget")) {
      reply(exchange, 200, found(path.split("/")[1], JSON.readTree(request)).toString());
    } else {
      indices.putIfAbsent(path.substring(1), new LinkedHashMap<>());
      reply(exchange, 200, "{\"acknowledged\":true}");
    }
  }

  private void document(HttpExchange exchange, String[] path, byte[] request) throws IOException {
    var index = indices.get(path[1]);
    if (exchange.getRequestMethod().equals("PUT")) {
      index.put(path[3], (ObjectNode) JSON.readTree(request));
      reply(exchange, 200, "{}");
    } else if (index.containsKey(path[3])) {
      reply(exchange, 200, JSON.createObjectNode().set("_source", index.get(path[3])).toString());
    } else {
      reply(exchange, 404, "{}");
    }
  }

  /** Knows terms and ranges, all of which must hold, and one field to sort by. */
  private ObjectNode searched(String name, JsonNode request) {
    String sort = request.at("/sort/0").fieldNames().next();
    boolean descending = request.at("/sort/0/" + sort + "/order").asText().equals("desc");
    Comparator<ObjectNode> order = Comparator.comparingLong(it -> it.path(sort).asLong());
    ObjectNode answer = JSON.createObjectNode();
    var hits = answer.putObject("hits").putArray("hits");
    indices.get(name).values().stream()
        .filter(it -> holds(request.at("/query/bool/filter"), it))
        .filter(it -> !it.has(request.at("/query/bool/must_not/0/exists/field").asText()))
        .sorted(descending ? order.reversed() : order)
        .limit(request.path("size").asInt())
        .forEach(it -> hits.addObject().set("_source", it));
    return answer;
  }

  private static boolean holds(JsonNode filters, ObjectNode document) {
    for (JsonNode filter : filters) {
      JsonNode condition = filter.elements().next();
      String field = condition.fieldNames().next();
      JsonNode value = document.path(field);
      boolean fits =
          switch (filter.fieldNames().next()) {
            case "term" -> value.asLong() == condition.path(field).asLong();
            case "terms" -> condition.path(field).valueStream().anyMatch(value::equals);
            default -> inRange(value, condition.path(field));
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static boolean inRange(JsonNode value, JsonNode range) {
    return range.has("gte")
        ? value.asLong() >= range.path("gte").asLong()
        : Instant.parse(value.asText()).isBefore(Instant.parse(range.path("lt").asText()));
  }

  private void pause() {
    try {
      Thread.sleep(delayMillis);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private ObjectNode found(String name, JsonNode request) {
    ObjectNode answer = JSON.createObjectNode();
    var docs = answer.putArray("docs");
    for (JsonNode id : request.path("ids")) {
      ObjectNode doc = docs.addObject().put("_id", id.asText());
      ObjectNode source = indices.get(name).get(id.asText());
      if (source != null) {
        doc.set("_source", source);
      }
    }
    return answer;
  }

  private void bulk(HttpExchange exchange, String[] lines) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    var items = answer.putArray("items");
    boolean errors = false;
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < lines.length; i += 2) {
      ids.add(JSON.readTree(lines[i]).elements().next().path("_id").asText());
    }
    bulks.add(ids);
    if (!closed.isEmpty()) {
      reply(exchange, 400, "{\"error\":{\"type\":\"" + closed + "\",\"reason\":\"closed\"}}");
      return;
    }
    if (ids.stream().anyMatch(poisonous)) {
      reply(exchange, 400, "{\"error\":{\"type\":\"bad\",\"reason\":\"_id is too long\"}}");
      return;
    }
    for (int i = 0; i < lines.length; i += 2) {
      JsonNode target = JSON.readTree(lines[i]).elements().next();
      int status = store(target, JSON.readTree(lines[i + 1]));
      errors |= status != 200;
      ObjectNode item = items.addObject().putObject("index").put("status", status);
      if (status != 200) {
        item.putObject("error").put("type", "some_exception").put("reason", "as told");
      }
    }
    reply(exchange, 200, answer.put("errors", errors).toString());
  }

  private int store(JsonNode target, JsonNode source) {
    String id = target.path("_id").asText();
    boolean quarantine = target.path("_index").asText().endsWith("quarantine");
    boolean placeholder = source.path("kind").asText().equals("entry-quarantined");
    if (!quarantine && !placeholder && refused.test(id)) {
      return 400;
    }
    if (pushedBack.test(id)) {
      return 429;
    }
    var index = indices.get(target.path("_index").asText());
    ObjectNode merged = index.getOrDefault(id, JSON.createObjectNode()).deepCopy();
    if (source.has("doc")) {
      merge(merged, (ObjectNode) source.path("doc"));
    } else {
      merged = (ObjectNode) source;
    }
    index.put(id, merged);
    return 200;
  }

  /** Objects grow by their keys, anything else is replaced. */
  private static void merge(ObjectNode document, ObjectNode part) {
    part.forEachEntry(
        (name, value) -> {
          if (document.get(name) instanceof ObjectNode before && value instanceof ObjectNode more) {
            merge(before, more);
          } else {
            document.set(name, value.deepCopy());
          }
        });
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
