package io.countersign.callback;

import io.countersign.administration.Administration;
import io.countersign.callback.EndpointKeys.Made;
import io.countersign.history.EntryKind;
import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Registers where agents are told of their actions.
 *
 * <p>Only administrators change endpoints: whoever holds an agent's key could otherwise send its
 * decisions elsewhere, or learn the secret with which its receiver tells them from forged ones.
 * Agents read their own.
 */
@Service
class Endpoints {

  private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
  private static final int MOST_OF_AN_AGENT = 20;

  private final EndpointFile file;
  private final EndpointKeys keys;
  private final CallbackAddresses addresses;
  private final CallbackProperties properties;
  private final Administration administration;
  private final Clock clock;

  Endpoints(
      EndpointFile file,
      EndpointKeys keys,
      CallbackAddresses addresses,
      CallbackProperties properties,
      Administration administration,
      Clock clock) {
    this.file = file;
    this.keys = keys;
    this.addresses = addresses;
    this.properties = properties;
    this.administration = administration;
    this.clock = clock;
  }

  /** Those of an agent, of all agents without one; an agent sees its own only. */
  List<EndpointView> list(Caller caller, @Nullable String agent) {
    return file.all().stream()
        .filter(it -> mayRead(caller, it.agent()))
        .filter(it -> agent == null || it.agent().equals(agent))
        .map(it -> view(it, null))
        .toList();
  }

  EndpointView read(Caller caller, String id) {
    return view(
        file.find(id).filter(it -> mayRead(caller, it.agent())).orElseThrow(Endpoints::unknown),
        null);
  }

  EndpointView register(Caller caller, EndpointRequest request) {
    addresses.checked("url", request.url());
    String id = "ep_" + UUID.randomUUID().toString().replace("-", "");
    Made made = keys.make(id);
    var endpoint =
        new Endpoint(
            id,
            request.agent(),
            request.url(),
            request.events(),
            List.of(made.key()),
            clock.instant(),
            caller.id(),
            null);
    with(file.all(), endpoint);
    return administration.grant(
        EndpointActs.registered(endpoint, caller),
        () -> {
          file.change(all -> with(all, endpoint));
          LOG.info("Endpoint {} of {} registered by {}", id, request.agent(), caller.id());
          return view(endpoint, made.secret());
        });
  }

  /**
   * Makes a new secret; the old one signs beside it for a while.
   *
   * @param overlap for how long; null for the configured time
   */
  EndpointView rotate(Caller caller, String id, @Nullable Duration overlap) {
    Instant now = clock.instant();
    Instant until = now.plus(overlap == null ? properties.rotationOverlap() : overlap);
    Endpoint known = known(id);
    Made made = keys.make(id);
    return administration.grant(
        EndpointActs.rotated(known, caller, now, until),
        () -> {
          Endpoint rotated = changed(id, it -> it.rotated(made.key(), now, until));
          LOG.info(
              "Secret of endpoint {} rotated by {}; the old one ends at {}",
              id,
              caller.id(),
              until);
          return view(rotated, made.secret());
        });
  }

  EndpointView disable(Caller caller, String id) {
    Endpoint disabled = changed(id, it -> it.disabledBecause("disabled by " + caller.id()));
    LOG.info("Endpoint {} disabled by {}", id, caller.id());
    tookAway(EntryKind.ENDPOINT_DISABLED, disabled, caller);
    return view(disabled, null);
  }

  EndpointView enable(Caller caller, String id) {
    Endpoint known = known(id);
    addresses.checked("url", known.url());
    return administration.grant(
        EndpointActs.of(EntryKind.ENDPOINT_ENABLED, known, caller, clock.instant()),
        () -> {
          Endpoint enabled = changed(id, it -> it.disabledBecause(null));
          LOG.info("Endpoint {} enabled by {}", id, caller.id());
          return view(enabled, null);
        });
  }

  void remove(Caller caller, String id) {
    Endpoint known = known(id);
    file.change(all -> all.stream().filter(it -> !it.id().equals(id)).toList());
    LOG.info("Endpoint {} removed by {}", id, caller.id());
    tookAway(EntryKind.ENDPOINT_REMOVED, known, caller);
  }

  /** Whether this caller may see what belongs to an agent. */
  static boolean mayRead(Caller caller, String agent) {
    return caller.kind() == Caller.Kind.AGENT
        ? caller.id().equals(agent)
        : caller.may("administer") || caller.may("audit");
  }

  private void tookAway(EntryKind kind, Endpoint endpoint, Caller caller) {
    administration.tookAway(EndpointActs.of(kind, endpoint, caller, clock.instant()));
  }

  private static List<Endpoint> with(List<Endpoint> all, Endpoint endpoint) {
    if (all.stream().filter(it -> it.agent().equals(endpoint.agent())).count()
        >= MOST_OF_AN_AGENT) {
      throw new RefusedException(
          ErrorCode.INVALID_FIELD,
          "agent",
          "An agent may have at most " + MOST_OF_AN_AGENT + " endpoints.");
    }
    return Stream.concat(all.stream(), Stream.of(endpoint)).toList();
  }

  private Endpoint known(String id) {
    file.reread();
    return file.find(id).orElseThrow(Endpoints::unknown);
  }

  private Endpoint changed(String id, UnaryOperator<Endpoint> change) {
    return file.change(id, change).orElseThrow(Endpoints::unknown);
  }

  private EndpointView view(Endpoint endpoint, @Nullable String secret) {
    return EndpointView.of(endpoint, clock.instant(), secret);
  }

  private static RefusedException unknown() {
    return new RefusedException(ErrorCode.ENDPOINT_NOT_FOUND, "No endpoint has this id.");
  }
}
