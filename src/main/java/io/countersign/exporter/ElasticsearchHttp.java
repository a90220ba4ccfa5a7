package io.countersign.exporter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Set;

/** Speaks HTTP with Elasticsearch; whatever keeps an answer from coming is an exception. */
final class ElasticsearchHttp implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Said with status 400 of what an operator can mend: the same document is taken afterwards. */
  private static final Set<String> CURABLE =
      Set.of("index_closed_exception", "process_cluster_event_timeout_exception");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final ExporterSettings settings;

  ElasticsearchHttp(ExporterSettings settings) {
    this.settings = settings;
  }

  /** What Elasticsearch said. */
  record Answer(int status, JsonNode body) {

    boolean good() {
      return status / 100 == 2;
    }

    /** Whether the very same request would be refused again. */
    boolean refusedForGood() {
      String type = body.at("/error/type").asText();
      return (status == 400 && !type.isEmpty() && !CURABLE.contains(type)) || status == 413;
    }

    String reason() {
      return body.at("/error/type").asText() + " " + body.at("/error/reason").asText();
    }
  }

  Answer send(String method, String path, String type, byte[] body) {
    var request =
        HttpRequest.newBuilder(URI.create(settings.url() + path))
            .timeout(settings.requestTimeout())
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofByteArray(body));
    if (settings.username() != null) {
      String login = settings.username() + ":" + settings.password();
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }
    try {
      HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), read(answer));
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Elasticsearch was asked", stopping);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private static JsonNode read(HttpResponse<byte[]> answer) throws IOException {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException notJson) {
      if (answer.statusCode() / 100 == 2) {
        throw notJson;
      }
      return JSON.createObjectNode();
    }
  }
}
