package io.countersign.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RunningStack.Provider.class)
class TasklistSchemaIT {

  private final URI task;

  TasklistSchemaIT(RunningStack stack) {
    task = URI.create(stack.openSearchUrl() + "/tasklist-list-view-8.6.0_/_doc/no-task");
  }

  @AfterEach
  void removeTheTask() throws Exception {
    send("DELETE", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"creationTime", "completionTime", "dueDate", "followUpDate"})
  void theIndexOfTasksTakesATimeOnAWholeSecond(String field) throws Exception {
    var stored = send("PUT", "{\"%s\": \"2026-11-26T12:05:09Z\"}".formatted(field));

    assertThat(stored.statusCode()).describedAs(stored.body()).isEqualTo(201);
  }

  private HttpResponse<String> send(String method, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(task)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString());
    }
  }
}
