package io.countersign.callback;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.camunda.client.api.response.ActivatedJob;
import io.countersign.action.ProposedAction;
import io.countersign.callback.CallbackData.Question;
import io.countersign.engine.BackgroundJobs;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * <em>Ask agent</em>: a reviewer's question to where the agent is told. Without an address the
 * agent finds it when it reads the action.
 */
@Component
public class AskAgentWorker {

  private final CallbackDelivery delivery;
  private final BackgroundJobs background;

  AskAgentWorker(CallbackDelivery delivery, BackgroundJobs background) {
    this.delivery = delivery;
    this.background = background;
  }

  @JobWorker(type = "ask-agent", autoComplete = false)
  public void ask(
      ActivatedJob job,
      @Variable ProposedAction action,
      @Variable Question question,
      @Variable @Nullable Long retryFrom) {
    CallbackMessage message =
        CallbackMessage.asked(action, question, CallbackSequence.of(job.getKey()));
    background.run(
        job,
        retryFrom,
        () ->
            Map.of(
                "asked",
                Map.of(
                    "question",
                    question.text(),
                    "callback",
                    delivery.attempt(job.getRetries(), action, message))));
  }
}
