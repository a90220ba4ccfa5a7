package io.countersign.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.demo.StackAddresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/** The desk's API as agents, reviewers and auditors call it, many at once. */
final class DeskClient implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final StackAddresses stack;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  DeskClient(StackAddresses stack) {
    this.stack = stack;
  }

  /**
   * Proposes as the demo agent.
   *
   * @param key the idempotency key
   * @param waitSeconds for the decision
   */
  JsonNode propose(String key, Map<String, Object> action, int waitSeconds) {
    return succeeded(
        send(
            post("/v1/actions", action)
                .header("Authorization", "Bearer " + stack.get("COUNTERSIGN_AGENT_KEY"))
                .header("Idempotency-Key", key)
                .header("Prefer", "wait=" + waitSeconds)));
  }

  /** Redeems the release of an approved action. */
  JsonNode redeem(JsonNode decided) {
    return succeeded(
        send(
            post(
                    "/v1/actions/" + decided.path("id").asText() + "/release/redeem",
                    Map.of("digest", decided.path("digest").asText()))
                .header("Authorization", "Bearer " + stack.get("COUNTERSIGN_AGENT_KEY"))));
  }

  /** Reads as an administrator. */
  JsonNode get(String path) {
    return succeeded(asAdministrator(path));
  }

  /** Reads as an administrator what may not be there yet. */
  Optional<JsonNode> find(String path) {
    var response = asAdministrator(path);
    return response.statusCode() == 404 ? Optional.empty() : Optional.of(succeeded(response));
  }

  private HttpResponse<String> asAdministrator(String path) {
    return send(asAdministrator(HttpRequest.newBuilder(address(path))));
  }

  private HttpRequest.Builder asAdministrator(HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer " + stack.get("COUNTERSIGN_ADMIN_KEY"));
  }

  /** Registers an endpoint of the demo agent for decisions, and answers its id. */
  String registerEndpoint(String url) {
    return succeeded(
            send(
                asAdministrator(
                    post(
                        "/v1/callbacks/endpoints",
                        Map.of(
                            "agent",
                            stack.get("COUNTERSIGN_AGENT_ID"),
                            "url",
                            url,
                            "events",
                            List.of("action.decided"))))))
        .path("id")
        .asText();
  }

  void removeEndpoint(String id) {
    send(
        asAdministrator(HttpRequest.newBuilder(address("/v1/callbacks/endpoints/" + id)).DELETE()));
  }

  /** Votes as a demo person; whether the vote was taken. */
  boolean vote(String person, String review, String vote) {
    String login = person + ":" + stack.password(person);
    return send(post("/v1/reviews/" + review + "/vote", Map.of("vote", vote, "comment", "Checked."))
                .header(
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder()
                            .encodeToString(login.getBytes(StandardCharsets.UTF_8))))
            .statusCode()
        == 200;
  }

  /** Megabytes of heap in use and at most, and of memory in all. */
  String memory() throws IOException {
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

  private long megabytes(String metric) {
    return get(metric).at("/measurements/0/value").asLong() >> 20;
  }

  private HttpRequest.Builder post(String path, Map<String, ?> body) {
    try {
      return HttpRequest.newBuilder(address(path))
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private URI address(String path) {
    return URI.create(stack.get("COUNTERSIGN_URL") + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("The desk did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static JsonNode succeeded(HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException("HTTP " + response.statusCode() + ": " + response.body());
    }
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException("No JSON: " + response.body(), e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
