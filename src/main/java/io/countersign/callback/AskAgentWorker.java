package io.countersign.callback;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.camunda.client.api.response.ActivatedJob;
import io.countersign.action.ProposedAction;
import io.countersign.engine.RetryTime;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * <em>Ask agent</em>: a reviewer's question to the agent's address. Without an address the agent
 * finds it when it reads the action.
 */
@Component
public class AskAgentWorker {

  private final CallbackDelivery delivery;

  AskAgentWorker(CallbackDelivery delivery) {
    this.delivery = delivery;
  }

  /** A reviewer's question, as the count of the votes gave it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Question(String id, String by, String text, Instant answerBy) {}

  /**
   * The body of the callback.
   *
   * @param type {@code action.clarification_requested}
   * @param timestamp until when an answer is waited for
   */
  record Message(String type, Instant timestamp, Data data) {}

  /**
   * @param id the action id
   * @param digest what the question is about
   */
  record Data(String id, String digest, Question question) {}

  @JobWorker(type = "ask-agent")
  public Map<String, Object> ask(
      ActivatedJob job,
      @Variable ProposedAction action,
      @Variable Question question,
      @Variable @Nullable Long retryFrom)
      throws JsonProcessingException {
    RetryTime.check(job, retryFrom);
    if (action.callbackUrl() == null) {
      return Map.of("asked", Map.of("question", question.text(), "state", "to be read"));
    }
    var message =
        new Message(
            "action.clarification_requested",
            question.answerBy(),
            new Data(action.id(), action.digest(), question));
    Map<String, Object> delivered =
        delivery.attempt(job.getRetries(), action, "msg_" + question.id(), message);
    return Map.of("asked", Map.of("question", question.text(), "callback", delivered));
  }
}
