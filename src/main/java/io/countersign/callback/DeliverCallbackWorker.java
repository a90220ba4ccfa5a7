package io.countersign.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.exception.CamundaError;
import io.countersign.action.Decision;
import io.countersign.action.ProposedAction;
import io.countersign.callback.CallbackSender.Attempt;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * <em>Deliver callback</em>: the signed decision to the agent's address.
 *
 * <p>The outbox is the engine: a failed attempt is a failed job that comes again after the pause of
 * the schedule. The {@code webhook-id} is made from the action, so a repeated job repeats the
 * message and the receiver drops it.
 */
@Component
public class DeliverCallbackWorker {

  private static final Logger LOG = LoggerFactory.getLogger(DeliverCallbackWorker.class);

  private final CallbackAddresses addresses;
  private final CallbackProperties properties;
  private final CallbackSender sender;
  private final ObjectMapper json;
  private final Clock clock;

  DeliverCallbackWorker(
      CallbackAddresses addresses,
      CallbackProperties properties,
      CallbackSender sender,
      ObjectMapper json,
      Clock clock) {
    this.addresses = addresses;
    this.properties = properties;
    this.sender = sender;
    this.json = json;
    this.clock = clock;
  }

  @JobWorker(type = "deliver-callback")
  public Map<String, Object> deliver(
      ActivatedJob job, @Variable ProposedAction action, @Variable Decision decision)
      throws JsonProcessingException {
    URI address = addresses.checked(action.callbackUrl());
    var signer = new WebhookSigner(properties.secrets().get(action.agent().id()));
    CallbackMessage message = CallbackMessage.of(action, decision);
    int attempt = RetrySchedule.ATTEMPTS - job.getRetries() + 1;
    return switch (sender.send(
        address, signer, message.webhookId(), json.writeValueAsBytes(message))) {
      case Attempt.Delivered(int status) -> {
        LOG.info("Callback of {} delivered at attempt {}", action.id(), attempt);
        yield Map.of(
            "callback",
            Map.of(
                "state",
                "delivered",
                "attempts",
                attempt,
                "status",
                status,
                "host",
                address.getHost(),
                "at",
                clock.instant().toString()));
      }
      case Attempt.Failed(String reason) -> {
        LOG.warn("Callback of {} failed at attempt {}: {}", action.id(), attempt, reason);
        throw CamundaError.jobError(
            reason + " from " + address.getHost(),
            null,
            job.getRetries() - 1,
            RetrySchedule.after(attempt));
      }
    };
  }
}
