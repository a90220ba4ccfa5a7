package io.countersign.callback;

import io.countersign.action.CallbackAddressPolicy;
import io.countersign.action.ProposedAction;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds where callbacks go: to the endpoint that the proposal names, to its free address if these
 * are allowed, or else to the first endpoint of the agent that is enabled.
 */
@Component
class CallbackRoutes implements CallbackAddressPolicy {

  private static final String ENDPOINT_FIELD = "callbackEndpoint";
  private static final String URL_FIELD = "callbackUrl";

  private final EndpointFile endpoints;
  private final EndpointKeys keys;
  private final CallbackAddresses addresses;
  private final CallbackProperties properties;

  CallbackRoutes(
      EndpointFile endpoints,
      EndpointKeys keys,
      CallbackAddresses addresses,
      CallbackProperties properties) {
    this.endpoints = endpoints;
    this.keys = keys;
    this.addresses = addresses;
    this.properties = properties;
  }

  @Override
  public @Nullable String endpoint(
      String agentId, @Nullable String endpoint, @Nullable String url) {
    if (endpoint != null) {
      return endpoints
          .find(endpoint)
          .filter(it -> it.agent().equals(agentId))
          .map(Endpoint::id)
          .orElseThrow(() -> refused(ENDPOINT_FIELD, "This agent has no endpoint with this id."));
    }
    if (url != null) {
      permitFree(agentId, url);
      return null;
    }
    return endpoints.all().stream()
        .filter(it -> it.agent().equals(agentId) && it.isEnabled())
        .map(Endpoint::id)
        .findFirst()
        .orElse(null);
  }

  /**
   * Where a message about this action goes now.
   *
   * @throws RefusedException {@code CALLBACK_ADDRESS_REFUSED} if the address may not be reached now
   */
  CallbackRoute of(ProposedAction action, CallbackEvent event) {
    if (action.callbackEndpoint() != null) {
      return endpoints
          .find(action.callbackEndpoint())
          .filter(it -> it.agent().equals(action.agent().id()))
          .map(it -> to(it, event))
          .orElse(new CallbackRoute.Closed("the endpoint was removed"));
    }
    return action.callbackUrl() == null
        ? new CallbackRoute.NotWanted()
        : toFree(action.agent().id(), action.callbackUrl());
  }

  private CallbackRoute to(Endpoint endpoint, CallbackEvent event) {
    if (!endpoint.wants(event)) {
      return new CallbackRoute.NotWanted();
    }
    if (!endpoint.isEnabled()) {
      return new CallbackRoute.Closed("the endpoint is disabled");
    }
    URI address = addresses.checked("url", endpoint.url());
    return new CallbackRoute.To(endpoint.id(), address, keys.signer(endpoint));
  }

  private CallbackRoute toFree(String agentId, String url) {
    String secret = properties.secrets().get(agentId);
    if (!properties.freeAddresses() || secret == null) {
      return new CallbackRoute.Closed("free addresses are not allowed any more");
    }
    URI address = addresses.checked(URL_FIELD, url);
    return new CallbackRoute.To(
        address.getHost() + ":" + CallbackAddresses.port(address),
        address,
        new WebhookSigner(secret));
  }

  private void permitFree(String agentId, String url) {
    if (!properties.freeAddresses()) {
      throw refused(URL_FIELD, "Only registered endpoints are called back; name one of them.");
    }
    if (!properties.secrets().containsKey(agentId)) {
      throw refused(
          URL_FIELD, "This agent has no callback secret, so no callback can be signed for it.");
    }
    addresses.checked(URL_FIELD, url);
  }

  private static RefusedException refused(String field, String why) {
    return new RefusedException(ErrorCode.CALLBACK_ADDRESS_REFUSED, field, why);
  }
}
