package io.countersign.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.demo.StackAddresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Autonomous actions over REST, from the proposal to the decision. */
final class GovernedActions implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final StackAddresses stack;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  GovernedActions(StackAddresses stack) {
    this.stack = stack;
  }

  /** Proposes an action that policy lets run on its own, and waits for the decision. */
  String run() throws Exception {
    String id = UUID.randomUUID().toString();
    JsonNode decided = propose(id);
    if (!decided.path("verdict").asText().equals("approved")) {
      throw new IllegalStateException("Not approved: " + decided);
    }
    return id;
  }

  /** Proposes an action and waits until the audit search finds it. */
  Void runUntilSearchable() throws Exception {
    String id = run();
    while (get(
            "/v1/audit/actions?verdict=approved&businessObject=note/" + id, "COUNTERSIGN_ADMIN_KEY")
        .path("items")
        .isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return null;
  }

  /** Megabytes of heap in use and at most, and of memory in all. */
  String memory() throws IOException, InterruptedException {
    String resident =
        Files.readAllLines(Path.of("/proc", stack.get("COUNTERSIGN_PID"), "status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .map(line -> line.replaceAll("\\D+", ""))
            .findFirst()
            .orElse("0");
    return "heap %d MB used of %d MB, %d MB resident"
        .formatted(
            megabytes("/actuator/metrics/jvm.memory.used?tag=area:heap"),
            megabytes("/actuator/metrics/jvm.memory.max?tag=area:heap"),
            Long.parseLong(resident) / 1024);
  }

  private long megabytes(String metric) throws IOException, InterruptedException {
    return get(metric, "COUNTERSIGN_ADMIN_KEY").at("/measurements/0/value").asLong() >> 20;
  }

  private JsonNode propose(String id) throws IOException, InterruptedException {
    var body =
        Map.of(
            "type", "message.send",
            "summary", "Send note " + id,
            "businessObject", Map.of("type", "note", "id", id),
            "arguments", Map.of("to", "team", "text", "x".repeat(1000)),
            "target", Map.of("tool", "mail.send", "environment", "staging"));
    return send(
        HttpRequest.newBuilder(URI.create(stack.get("COUNTERSIGN_URL") + "/v1/actions"))
            .header("Authorization", "Bearer " + stack.get("COUNTERSIGN_AGENT_KEY"))
            .header("Idempotency-Key", id)
            .header("Prefer", "wait=60")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build());
  }

  private JsonNode get(String path, String key) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(stack.get("COUNTERSIGN_URL") + path))
            .header("Authorization", "Bearer " + stack.get(key))
            .build());
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    var response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException("HTTP " + response.statusCode() + ": " + response.body());
    }
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
