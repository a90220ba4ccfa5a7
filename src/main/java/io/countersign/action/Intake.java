package io.countersign.action;

import io.countersign.action.LiveActions.LiveAction;
import io.countersign.engine.EngineMessages;
import io.countersign.engine.Publication;
import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Takes proposals: each is one message to the engine, however often it is sent. */
@Service
class Intake {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private static final String MESSAGE = "action-proposed";

  /** How long the engine itself drops repeats; after that the history tells them. */
  private static final Duration ENGINE_REMEMBERS = Duration.ofMinutes(10);

  private static final Duration HISTORY_PATIENCE = Duration.ofSeconds(5);

  private final EngineMessages engine;
  private final ActionReads reads;
  private final LiveActions live;
  private final CallbackAddressPolicy callbackAddresses;
  private final ProposalReader proposals;

  Intake(
      EngineMessages engine,
      ActionReads reads,
      LiveActions live,
      CallbackAddressPolicy callbackAddresses,
      ProposalReader proposals) {
    this.engine = engine;
    this.reads = reads;
    this.live = live;
    this.callbackAddresses = callbackAddresses;
    this.proposals = proposals;
  }

  /**
   * Starts the governance of an action, or finds the one that this key started before.
   *
   * @param agent the agent, by its credential
   * @param key the agent's Idempotency-Key
   * @param request what it proposes
   */
  ActionView propose(Caller agent, String key, ActionRequest request) {
    String agentId = agent.id();
    String id = ActionId.of(agentId, key);
    String requestDigest = ActionDigest.ofRequest(request, agent.actsFor());
    var known = reads.find(id);
    if (known.isPresent()) {
      return repeated(known.get(), requestDigest);
    }
    String endpoint =
        callbackAddresses.endpoint(agentId, request.callbackEndpoint(), request.callbackUrl());
    ProposedAction action = proposals.action(id, agent, request).callingBack(endpoint);
    if (engine.publish(MESSAGE, id, ENGINE_REMEMBERS, Map.of("action", action))
        == Publication.ALREADY_PUBLISHED) {
      return repeated(reads.await(id, HISTORY_PATIENCE), requestDigest);
    }
    LOG.info("Action {} proposed by {}: {}", id, agentId, action.type());
    return live.remember(pending(action), agentId, requestDigest).now();
  }

  private static ActionView repeated(LiveAction known, String requestDigest) {
    if (!known.requestDigest().equals(requestDigest)) {
      throw new RefusedException(
          ErrorCode.IDEMPOTENCY_KEY_REUSED,
          "Idempotency-Key",
          "This key belongs to another request of this agent. Nothing was started.");
    }
    return known.now();
  }

  private static ActionView pending(ProposedAction action) {
    return new ActionView(
        action.id(),
        "proposed",
        null,
        null,
        action.digest(),
        null,
        List.of(),
        List.of(),
        null,
        null,
        null,
        null,
        null,
        action.proposedAt(),
        null,
        ActionView.next(action.id(), null));
  }
}
