package io.countersign.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.history.HistoryIndex;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A million action documents of a year, in an index mapped as the exporter maps it. */
final class MillionActions implements AutoCloseable {

  static final int COUNT = 1_000_000;

  private static final int AT_ONCE = 5_000;
  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TYPES =
      List.of("refund.issue", "order.cancel", "message.send", "user.suspend", "price.change");
  private static final List<String> WORDS =
      List.of("damaged", "jacket", "late", "parcel", "photo", "checked", "wrong", "size", "gift");

  private final HttpClient http = HttpClient.newHttpClient();
  private final HistoryIndex index = new HistoryIndex("countersign-bench");
  private final String url;

  private MillionActions(String url) {
    this.url = url;
  }

  /** Stores them anew; {@link #close} removes them. */
  static MillionActions stored(String url) throws Exception {
    var actions = new MillionActions(url);
    actions.send("DELETE", "/" + actions.index.actions(), "");
    try (InputStream mapping = HistoryIndex.class.getResourceAsStream("actions.json")) {
      actions.send(
          "PUT",
          "/" + actions.index.actions(),
          JSON.writeValueAsString(
              Map.of(
                  "settings",
                  Map.of(
                      "number_of_shards", 1, "number_of_replicas", 0, "refresh_interval", "500ms"),
                  "mappings",
                  JSON.readTree(mapping))));
    }
    RandomGenerator random = RandomGeneratorFactory.getDefault().create(1);
    for (int first = 0; first < COUNT; first += AT_ONCE) {
      var bulk = new StringBuilder();
      for (int i = first; i < first + AT_ONCE; i++) {
        bulk.append("{\"index\":{\"_id\":\"act_").append(i).append("\"}}\n");
        bulk.append(JSON.writeValueAsString(action(i, random))).append('\n');
      }
      actions.send("POST", "/" + actions.index.actions() + "/_bulk", bulk.toString());
    }
    actions.send("POST", "/" + actions.index.actions() + "/_refresh", "");
    return actions;
  }

  String prefix() {
    return index.prefix();
  }

  private static Map<String, Object> action(int i, RandomGenerator random) {
    Map<String, Object> action = new LinkedHashMap<>();
    Instant proposedAt = NEW_YEAR.plusSeconds(i * 31L);
    boolean reviewed = i % 4 == 0;
    String verdict = i % 11 == 0 ? "rejected" : "approved";
    action.put("actionId", "act_" + i);
    action.put("requestDigest", "sha256:" + i);
    action.put("digest", "sha256:" + i);
    action.put("agent", "agent-" + random.nextInt(100));
    action.put("owner", "person-" + random.nextInt(100));
    action.put("type", TYPES.get(random.nextInt(TYPES.size())));
    action.put("summary", sentence(random) + " " + i % 100);
    action.put("businessObject", "order/" + i % 50_000);
    action.put("businessObjectType", "order");
    action.put("businessObjectId", "" + i % 50_000);
    action.put("environment", "production");
    action.put("amount", random.nextInt(1_000_000) / 100.0);
    action.put("currency", "EUR");
    action.put("arguments", Map.of("text", sentence(random) + sentence(random)));
    action.put("proposedAt", proposedAt.toString());
    action.put("control", reviewed ? "review" : "autonomous");
    action.put("policies", List.of("P-" + random.nextInt(100), "P-" + random.nextInt(100)));
    action.put("verdict", verdict);
    action.put("decidedAt", proposedAt.plusSeconds(reviewed ? 900 : 1).toString());
    action.put("decisionReason", sentence(random));
    action.put("comment", reviewed ? sentence(random) : "");
    action.put("reviewers", reviewed ? List.of("person-" + random.nextInt(100)) : List.of());
    action.put("closedAt", proposedAt.plusSeconds(1_000).toString());
    return action;
  }

  private static String sentence(RandomGenerator random) {
    var sentence = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      sentence.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
    }
    return sentence.toString();
  }

  private void send(String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    boolean absent = method.equals("DELETE") && answer.statusCode() == 404;
    if ((answer.statusCode() >= 300 && !absent) || answer.body().contains("\"errors\":true")) {
      throw new IOException(path + " answered " + answer.statusCode());
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    send("DELETE", "/" + index.actions(), "");
  }
}
