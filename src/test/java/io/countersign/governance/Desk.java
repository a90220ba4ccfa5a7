package io.countersign.governance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.demo.TasklistReviewer;
import io.countersign.localstack.RunningStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.awaitility.Awaitility;

/** What tests do at a running desk: propose, look, vote and wait. */
final class Desk {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Longer than a job takes to come again whose answer got lost on the way to the broker. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RunningStack stack;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Desk(RunningStack stack) {
    this.stack = stack;
  }

  /**
   * @param body null if it is not JSON
   */
  record Answer(int status, JsonNode body, HttpResponse<String> raw) {

    String text(String pointer) {
      return body.at(pointer).asText();
    }
  }

  /** A key or business object that no other test uses. */
  static String unique() {
    return UUID.randomUUID().toString();
  }

  static Refund refund(int amount) {
    return new Refund(amount);
  }

  Answer propose(String key, String body, String... headers) {
    return send("POST", "/v1/actions", agentKey(), body, with(headers, "Idempotency-Key", key));
  }

  /** Proposes under a new key and waits for the decision. */
  Answer decided(Refund refund) {
    return propose(unique(), refund.json(), "Prefer", "wait=30");
  }

  /** Proposes under a new key, and answers the action id once its task is open. */
  String inReview(Refund refund) {
    String id = propose(unique(), refund.json()).text("/id");
    await(() -> read(id).text("/state").equals("in_review"));
    return id;
  }

  Answer read(String id) {
    return send("GET", "/v1/actions/" + id, agentKey(), null);
  }

  Answer awaitDecision(String id) {
    await(() -> read(id).body().has("verdict"));
    return read(id);
  }

  /** The timeline as an auditor reads it. */
  Answer timeline(String id) {
    return send("GET", "/v1/audit/actions/" + id, adminKey(), null);
  }

  void awaitEntry(String id, String kind) {
    await(() -> entries(id, kind) > 0);
  }

  long entries(String id, String kind) {
    Answer timeline = timeline(id);
    return timeline.status() != 200
        ? 0
        : timeline.body().path("entries").findValuesAsText("kind").stream()
            .filter(kind::equals)
            .count();
  }

  Answer search(String query) {
    return send("GET", "/v1/audit/actions?" + query, adminKey(), null);
  }

  TasklistReviewer login(String person) {
    return TasklistReviewer.login(
        stack.addresses().get("TASKLIST_URL"), person, stack.addresses().password(person));
  }

  /** Votes in Tasklist as soon as it shows the task. */
  void vote(String person, String actionId, String decision, String comment) {
    TasklistReviewer reviewer = login(person);
    await(() -> reviewer.taskOf(actionId).isPresent());
    reviewer.decide(reviewer.taskOf(actionId).orElseThrow(), decision, comment);
  }

  /** Calls the broker's own interface, as someone inside the network could. */
  Answer engine(String method, String path, String body) {
    return call(stack.addresses().get("ZEEBE_REST_URL") + path, method, body);
  }

  Answer send(String method, String path, String key, String body, String... headers) {
    String[] all = key == null ? headers : with(headers, "Authorization", "Bearer " + key);
    return call(stack.addresses().get("COUNTERSIGN_URL") + path, method, body, all);
  }

  /** Reads as a demo person with a password. */
  Answer asPerson(String person, String path) {
    return asPerson(person, path, stack.addresses().password(person));
  }

  Answer asPerson(String person, String path, String password) {
    byte[] login = (person + ":" + password).getBytes(StandardCharsets.UTF_8);
    return call(
        stack.addresses().get("COUNTERSIGN_URL") + path,
        "GET",
        null,
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(login));
  }

  String agentKey() {
    return stack.addresses().get("COUNTERSIGN_AGENT_KEY");
  }

  String adminKey() {
    return stack.addresses().get("COUNTERSIGN_ADMIN_KEY");
  }

  static void await(java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(condition);
  }

  private Answer call(String url, String method, String body, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(90));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    try {
      var raw = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(raw.statusCode(), parsed(raw.body()), raw);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException notJson) {
      return JSON.missingNode();
    }
  }

  private static String[] with(String[] headers, String name, String value) {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = name;
    all[headers.length + 1] = value;
    return all;
  }
}
