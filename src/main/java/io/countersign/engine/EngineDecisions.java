package io.countersign.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.EvaluateDecisionResponse;
import io.countersign.models.TableRows;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the deployed decision tables a question; no process is started. */
@Component
public class EngineDecisions {

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CamundaClient client;
  private final ModelProperties models;

  EngineDecisions(CamundaClient client, ModelProperties models) {
    this.client = client;
    this.models = models;
  }

  /**
   * What a table answered.
   *
   * @param output as JSON is read into maps, lists and numbers; null if the table has no answer
   * @param rule the id of the last row that matched, if one did
   */
  public record Answer(@Nullable Object output, @Nullable String rule) {}

  /**
   * Evaluates the newest deployed version.
   *
   * @throws RefusedException {@code ENGINE_UNAVAILABLE} when the engine does not answer
   */
  public Answer evaluate(String decisionId, Map<String, ?> facts) {
    try {
      EvaluateDecisionResponse response =
          client
              .newEvaluateDecisionCommand()
              .decisionId(decisionId)
              .variables(facts)
              .requestTimeout(REQUEST_TIMEOUT)
              .send()
              .join();
      return new Answer(
          JSON.readValue(response.getDecisionOutput(), Object.class), lastRule(response));
    } catch (JsonProcessingException | RuntimeException failure) {
      throw new RefusedException(
          ErrorCode.ENGINE_UNAVAILABLE, "The process engine did not evaluate the table.", failure);
    }
  }

  /** The rows of a table as they are written in the models of this application. */
  public List<TableRows.Row> rowsOf(String decisionId) {
    return ModelFiles.inForce(models.folder()).entrySet().stream()
        .filter(it -> it.getKey().endsWith(".dmn"))
        .flatMap(it -> rows(it.getKey(), it.getValue(), decisionId))
        .toList();
  }

  private static Stream<TableRows.Row> rows(String file, byte[] content, String decisionId) {
    return TableRows.of(file, content, decisionId).stream();
  }

  private static @Nullable String lastRule(EvaluateDecisionResponse response) {
    return response.getEvaluatedDecisions().stream()
        .flatMap(it -> it.getMatchedRules().stream())
        .map(it -> it.getRuleId())
        .reduce((earlier, later) -> later)
        .orElse(null);
  }
}
