package io.countersign.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** A person at work in Camunda Tasklist, over the calls that its page makes. */
public final class TasklistReviewer {

  private static final int MOST_CLICKS = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Http http = new Http();
  private final String url;
  private final String person;

  private TasklistReviewer(String url, String person) {
    this.url = url;
    this.person = person;
  }

  /** Logs in. */
  public static TasklistReviewer login(String tasklistUrl, String person, String password) {
    var reviewer = new TasklistReviewer(tasklistUrl, person);
    reviewer
        .http
        .send(
            "POST",
            tasklistUrl + "/api/login?username=" + form(person) + "&password=" + form(password),
            null)
        .ok();
    return reviewer;
  }

  /** The open task of an action, as soon as Tasklist shows it. */
  public Optional<String> taskOf(String actionId) {
    return task(action -> action.path("id").asText().equals(actionId));
  }

  /** The open task about a business object, as soon as Tasklist shows it. */
  public Optional<String> taskOfObject(String businessObjectId) {
    return task(action -> action.at("/businessObject/id").asText().equals(businessObjectId));
  }

  private Optional<String> task(Predicate<JsonNode> about) {
    JsonNode tasks =
        http.send(
                "POST",
                url + "/v1/tasks/search",
                Map.of(
                    "state",
                    "CREATED",
                    "pageSize",
                    200,
                    "includeVariables",
                    List.of(Map.of("name", "action", "alwaysReturnFullValue", true))))
            .ok();
    return StreamSupport.stream(tasks.spliterator(), false)
        .filter(task -> about.test(actionOf(task)))
        .map(task -> task.get("id").asText())
        .findFirst();
  }

  /**
   * Takes the task and submits the form.
   *
   * @param decision {@code approve} or {@code reject}
   */
  public void decide(String taskId, String decision, String comment) {
    take(taskId);
    http.send(
            "PATCH",
            url + "/v1/tasks/" + taskId + "/complete",
            Map.of(
                "variables", List.of(variable("decision", decision), variable("comment", comment))))
        .ok();
  }

  /**
   * Tasklist 8.6 answers 500 if its importer wrote the new task at the same moment; a person would
   * click again.
   */
  private void take(String taskId) {
    String assign = url + "/v1/tasks/" + taskId + "/assign";
    Http.Answer taken = http.send("PATCH", assign, Map.of());
    for (int clicks = 1; clicks < MOST_CLICKS && taken.status() >= 500; clicks++) {
      LockSupport.parkNanos(taken.retryAfter().toNanos());
      taken = http.send("PATCH", assign, Map.of());
    }
    taken.ok();
  }

  public String person() {
    return person;
  }

  private static Map<String, String> variable(String name, String value) {
    try {
      return Map.of("name", name, "value", JSON.writeValueAsString(value));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static JsonNode actionOf(JsonNode task) {
    try {
      return JSON.readTree(task.at("/variables/0/value").asText("{}"));
    } catch (JsonProcessingException notAnAction) {
      return JSON.missingNode();
    }
  }

  private static String form(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
