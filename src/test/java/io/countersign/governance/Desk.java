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
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;

/** What tests do at a running desk: propose, look, vote and wait. */
final class Desk {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Longer than a job takes to come again whose answer got lost on the way to the broker, and than
   * Tasklist may lag behind on a machine that is busy.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

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

  /** Uses the release for what was decided. */
  Answer redeem(Answer decided) {
    return redeem(decided.text("/id"), decided.text("/digest"));
  }

  Answer redeem(String id, String digest) {
    return send(
        "POST",
        "/v1/actions/" + id + "/release/redeem",
        agentKey(),
        "{\"digest\": \"" + digest + "\"}");
  }

  /** So many calls at once; the HTTP status of each. */
  List<Integer> redeemAtOnce(Answer decided, int calls) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> call = () -> redeem(decided).status();
      return threads.invokeAll(Collections.nCopies(calls, call)).stream()
          .map(Future::resultNow)
          .toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Answer report(String id, String result, String digest) {
    return send(
        "POST",
        "/v1/actions/" + id + "/outcome",
        agentKey(),
        "{\"result\": \"%s\", \"reference\": \"payment-77\"%s}"
            .formatted(result, digest == null ? "" : ", \"digest\": \"" + digest + "\""));
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
    return timelineOf(id, kind).size();
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

  /** Calls anything, as someone inside the network could. */
  Answer inside(String method, String url, String body) {
    return call(url, method, body);
  }

  /** Takes a task for someone and completes it, without the desk. */
  void forge(String task, String person, String variables) {
    engine("POST", "/v2/user-tasks/" + task + "/assignment", "{\"assignee\": \"" + person + "\"}");
    Answer completed =
        engine(
            "POST", "/v2/user-tasks/" + task + "/completion", "{\"variables\": " + variables + "}");
    if (completed.status() != 204) {
      throw new IllegalStateException(completed.raw().body());
    }
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

  /** Sends as a demo person with a password. */
  Answer postAs(String person, String path, String body) {
    byte[] login =
        (person + ":" + stack.addresses().password(person)).getBytes(StandardCharsets.UTF_8);
    return call(
        stack.addresses().get("COUNTERSIGN_URL") + path,
        "POST",
        body,
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(login));
  }

  /** The open reviews of an action that this person may vote in. */
  List<String> reviewsOf(String person, String actionId) {
    List<String> ids = new ArrayList<>();
    asPerson(person, "/v1/reviews?mine")
        .body()
        .path("items")
        .forEach(
            it -> {
              if (it.path("actionId").asText().equals(actionId)) {
                ids.add(it.path("id").asText());
              }
            });
    return ids;
  }

  /**
   * Votes by the interface for other front ends, in the first seat it lists that is still free:
   * lists lag behind the engine by the time the exporter needs.
   */
  void ballot(String person, String actionId, String vote, String comment) {
    await(
        () ->
            reviewsOf(person, actionId).stream()
                .anyMatch(it -> ballotIn(person, it, vote, comment).status() == 200));
  }

  Answer ballotIn(String person, String review, String vote, String comment) {
    return postAs(
        person,
        "/v1/reviews/" + review + "/vote",
        "{\"vote\": \"%s\", \"comment\": \"%s\"}".formatted(vote, comment));
  }

  /** Votes in the next stage and waits for the decision. */
  Answer awaitAfter(String actionId, String person, String vote, String comment) {
    ballot(person, actionId, vote, comment);
    return awaitDecision(actionId);
  }

  /** The keys of the user tasks of all seats that are open now. */
  List<String> openTasks(String actionId) {
    List<String> keys = new ArrayList<>();
    timeline(actionId)
        .body()
        .at("/action/seats")
        .fields()
        .forEachRemaining(
            it -> {
              if (it.getValue().path("state").asText().equals("open")) {
                keys.add(it.getKey());
              }
            });
    return keys;
  }

  /** The key of the user task of an element, once its seat is open. */
  String openTask(String actionId, String element) {
    await(() -> taskOf(actionId, element).isPresent());
    return taskOf(actionId, element).orElseThrow();
  }

  private Optional<String> taskOf(String actionId, String element) {
    return timelineOf(actionId, "seat-opened").stream()
        .filter(it -> it.path("elementId").asText().equals(element))
        .map(it -> it.at("/detail/userTaskKey").asText())
        .findFirst();
  }

  private List<JsonNode> timelineOf(String actionId, String kind) {
    return entriesOf(actionId).stream()
        .filter(it -> it.path("kind").asText().equals(kind))
        .toList();
  }

  /** The entries of the timeline, in order. */
  List<JsonNode> entriesOf(String actionId) {
    List<JsonNode> entries = new ArrayList<>();
    timeline(actionId).body().path("entries").forEach(entries::add);
    return entries;
  }

  /** Proposes an action of a type, and answers its id once it is in review. */
  String inReview(String type, String arguments) {
    return inReview(type, arguments, "customer-7");
  }

  String inReview(String type, String arguments, String requestedBy) {
    String id =
        propose(
                unique(),
                """
                {"type": "%s", "summary": "%s", "businessObject": {"type": "thing", "id": "%s"},
                 "arguments": {%s}, "target": {"tool": "tools.%s", "environment": "production"},
                 "requestedBy": "%s"}
                """
                    .formatted(type, type, unique(), arguments, type, requestedBy))
            .text("/id");
    await(() -> read(id).text("/state").equals("in_review"));
    return id;
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
