package io.countersign.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.camunda.client.api.response.ActivatedJob;
import io.countersign.action.Decision;
import io.countersign.action.ProposedAction;
import io.countersign.engine.RetryTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** <em>Deliver callback</em>: the signed decision to the agent's address. */
@Component
public class DeliverCallbackWorker {

  private final CallbackDelivery delivery;

  DeliverCallbackWorker(CallbackDelivery delivery) {
    this.delivery = delivery;
  }

  @JobWorker(type = "deliver-callback")
  public Map<String, Object> deliver(
      ActivatedJob job,
      @Variable ProposedAction action,
      @Variable Decision decision,
      @Variable @Nullable Long retryFrom)
      throws JsonProcessingException {
    RetryTime.check(job, retryFrom);
    CallbackMessage message = CallbackMessage.of(action, decision);
    return Map.of(
        "callback", delivery.attempt(job.getRetries(), action, message.webhookId(), message));
  }
}
