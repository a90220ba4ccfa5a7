package io.countersign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * Gives the demo people a login in Tasklist and Operate, which keep their users in an index each.
 * The documents' ids are the people's: writing them again changes nothing.
 */
record WebappLogins(HttpClient http, URI openSearch) {
  private static final List<String> INDICES =
      List.of("tasklist-user-1.4.0_", "operate-user-1.2.0_");

  void give(List<DemoPerson> people) {
    var lines = new StringBuilder();
    for (String index : INDICES) {
      for (DemoPerson person : people) {
        lines.append(
            "{\"index\":{\"_index\":\"%s\",\"_id\":\"%s\"}}\n".formatted(index, person.id()));
        lines.append(
            """
            {"id":"%1$s","userId":"%1$s","displayName":"%2$s","password":"%3$s","roles":["OPERATOR"]}
            """
                .formatted(person.id(), person.displayName(), person.encodedPassword()));
      }
    }
    var request =
        HttpRequest.newBuilder(openSearch.resolve("/_bulk?refresh=true"))
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(lines.toString()))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200 || !answer.body().contains("\"errors\":false")) {
        throw new StackFailure("opensearch did not take the demo people: " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while writing the demo people");
    }
  }
}
