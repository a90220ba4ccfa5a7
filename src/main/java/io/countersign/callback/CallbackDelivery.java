package io.countersign.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.action.ProposedAction;
import io.countersign.callback.CallbackSender.Attempt;
import io.countersign.engine.RetryLaterException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One attempt to bring a signed message to an agent's address.
 *
 * <p>The outbox is the engine: a failed attempt is a failed job that comes again after the pause of
 * the schedule. The {@code webhook-id} is made from the event, so a repeated job repeats the
 * message and the receiver drops it.
 */
@Component
class CallbackDelivery {

  private static final Logger LOG = LoggerFactory.getLogger(CallbackDelivery.class);

  private final CallbackAddresses addresses;
  private final CallbackProperties properties;
  private final CallbackSender sender;
  private final ObjectMapper json;
  private final Clock clock;

  CallbackDelivery(
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

  /**
   * @param retries attempts that are left, this one with them
   * @param message the body; the same bytes at every attempt
   * @return what the history keeps of the delivery
   */
  Map<String, Object> attempt(int retries, ProposedAction action, String webhookId, Object message)
      throws JsonProcessingException {
    URI address = addresses.checked(action.callbackUrl());
    var signer = new WebhookSigner(properties.secrets().get(action.agent().id()));
    int attempt = RetrySchedule.ATTEMPTS - retries + 1;
    return switch (sender.send(address, signer, webhookId, json.writeValueAsBytes(message))) {
      case Attempt.Delivered(int status) -> {
        LOG.info("Callback {} delivered at attempt {}", webhookId, attempt);
        yield Map.of(
            "state",
            "delivered",
            "attempts",
            attempt,
            "status",
            status,
            "host",
            address.getHost(),
            "at",
            clock.instant().toString());
      }
      case Attempt.Failed(String reason) -> {
        LOG.warn("Callback {} failed at attempt {}: {}", webhookId, attempt, reason);
        throw new RetryLaterException(
            reason + " from " + address.getHost(), retries - 1, RetrySchedule.after(attempt));
      }
    };
  }
}
