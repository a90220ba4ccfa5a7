package io.countersign.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.action.ProposedAction;
import io.countersign.callback.Attempt.Health;
import io.countersign.web.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes one attempt to bring a signed message to where it goes now. */
@Component
class CallbackAttempts {

  private static final Logger LOG = LoggerFactory.getLogger(CallbackAttempts.class);

  private final CallbackRoutes routes;
  private final EndpointFile endpoints;
  private final Lanes lanes;
  private final CallbackSender sender;
  private final ObjectMapper json;

  CallbackAttempts(
      CallbackRoutes routes,
      EndpointFile endpoints,
      Lanes lanes,
      CallbackSender sender,
      ObjectMapper json) {
    this.routes = routes;
    this.endpoints = endpoints;
    this.lanes = lanes;
    this.sender = sender;
    this.json = json;
  }

  /**
   * What became of it.
   *
   * @param host where it went; empty if nothing was sent
   */
  record Made(String host, Attempt attempt) {}

  Made make(ProposedAction action, CallbackMessage message) throws JsonProcessingException {
    byte[] body = json.writeValueAsBytes(message);
    return switch (route(action, message.type())) {
      case CallbackRoute.To to ->
          new Made(to.address().getHost(), sent(to, action, message.webhookId(), body));
      case CallbackRoute.NotWanted nobody -> new Made("", new Attempt.NotWanted());
      case CallbackRoute.Closed(String reason) -> new Made("", new Attempt.Closed(reason));
      case CallbackRoute.Barred barred ->
          new Made("", new Attempt.Failed("the address may not be reached", Health.FAILING, null));
    };
  }

  private CallbackRoute route(ProposedAction action, CallbackEvent event) {
    try {
      return routes.of(action, event);
    } catch (RefusedException refused) {
      return new CallbackRoute.Barred();
    }
  }

  private Attempt sent(CallbackRoute.To to, ProposedAction action, String webhookId, byte[] body) {
    Attempt attempt =
        lanes.send(to.receiver(), () -> sender.send(to.address(), to.signer(), webhookId, body));
    if (attempt instanceof Attempt.Gone && action.callbackEndpoint() != null) {
      endpoints.change(action.callbackEndpoint(), it -> it.disabledBecause("it answered 410"));
      LOG.warn("Endpoint {} disabled: it answered 410", action.callbackEndpoint());
    }
    return attempt;
  }
}
