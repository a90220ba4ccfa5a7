package io.countersign.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * Takes our exporter out of the running broker and puts it back, by the broker's management API.
 *
 * <p>Only for a stack that may be thrown away: what happens meanwhile is in no history, if another
 * exporter runs. If none does, the broker keeps what it was not told and gives it later, which
 * would be work of the measured time.
 */
final class ExporterSwitch {

  private static final String EXPORTER = "countersign";
  private static final int MOST_LOOKS = 300;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final String management;

  ExporterSwitch(String management) {
    this.management = management;
  }

  void on() throws IOException, InterruptedException {
    change("enable", "ENABLED");
  }

  void off() throws IOException, InterruptedException {
    change("disable", "DISABLED");
  }

  private void change(String how, String state) throws IOException, InterruptedException {
    if (state().equals(state)) {
      return;
    }
    call("POST", "/actuator/exporters/" + EXPORTER + "/" + how);
    for (int look = 0; !state().equals(state); look++) {
      if (look == MOST_LOOKS) {
        throw new IllegalStateException("The exporter is still " + state());
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private String state() throws IOException, InterruptedException {
    return StreamSupport.stream(call("GET", "/actuator/exporters").spliterator(), false)
        .filter(it -> it.path("exporterId").asText().equals(EXPORTER))
        .map(it -> it.path("status").asText())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("The broker has no exporter " + EXPORTER));
  }

  private JsonNode call(String method, String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(management + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.noBody())
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(path + ": HTTP " + answer.statusCode() + answer.body());
    }
    return json.readTree(answer.body());
  }
}
