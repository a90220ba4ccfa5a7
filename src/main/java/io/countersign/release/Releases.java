package io.countersign.release;

import io.countersign.action.ReleaseLock;
import io.countersign.audit.ActionDocument;
import io.countersign.audit.ActionHistory;
import io.countersign.halt.Halts;
import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Gives out releases and lets each be redeemed once. */
@Service
class Releases {

  private static final Logger LOG = LoggerFactory.getLogger(Releases.class);
  private static final Duration HISTORY_PATIENCE = Duration.ofSeconds(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final ActionHistory history;
  private final ReleaseSigner signer;
  private final ReleaseLock lock;
  private final Halts halts;
  private final PolicyNow policy;
  private final Clock clock;

  Releases(
      ActionHistory history,
      ReleaseSigner signer,
      ReleaseLock lock,
      Halts halts,
      PolicyNow policy,
      Clock clock) {
    this.history = history;
    this.signer = signer;
    this.lock = lock;
    this.halts = halts;
    this.policy = policy;
    this.clock = clock;
  }

  /** The release of an approved action; to the agent it was given to, and to auditors. */
  ReleaseView view(String actionId, Caller caller) {
    return view(approved(actionId, caller));
  }

  /**
   * Uses the release. Exactly one call ever succeeds.
   *
   * @param digest what the agent is about to execute
   */
  ReleaseView redeem(String actionId, Caller agent, String digest) {
    ActionDocument action = approved(actionId, agent);
    if (!agent.id().equals(action.agent())) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN, "Only the agent that proposed an action redeems its release.");
    }
    if (!action.digest().equals(digest)) {
      throw new RefusedException(
          ErrorCode.DIGEST_MISMATCH, "digest", "The approval is for " + action.digest() + ".");
    }
    refuseUnlessOpen(action);
    halts.refuseIfHalted(action.agent(), action.type());
    policy.refuseIfStricter(action);
    String closing = UUID.randomUUID().toString();
    Map<String, Object> how =
        Map.of("state", "redeemed", "agent", agent.id(), "digest", digest, "closing", closing);
    if (!lock.close(actionId, executeBy(action), how)) {
      refuseUnlessOurs(actionId, closing);
    }
    LOG.info("Action {} release redeemed by {}", actionId, agent.id());
    return new ReleaseView(actionId, "redeemed", digest, executeBy(action), null, null);
  }

  /** The engine's answer to our own message may have been lost; the history knows whose it was. */
  private void refuseUnlessOurs(String actionId, String closing) {
    ActionDocument closed =
        await(actionId, it -> it.releaseState() != null)
            .orElseThrow(
                () ->
                    new RefusedException(
                        ErrorCode.HISTORY_UNAVAILABLE,
                        "The release is closed, but the history does not show by whom yet."));
    if (!closing.equals(closed.releaseClosing())) {
      refuseUnlessOpen(closed);
    }
  }

  private void refuseUnlessOpen(ActionDocument action) {
    switch (state(action)) {
      case "open" -> {}
      case "redeemed" ->
          throw new RefusedException(
              ErrorCode.RELEASE_REDEEMED, "This release was redeemed before.");
      case "withdrawn" ->
          throw new RefusedException(
              ErrorCode.RELEASE_WITHDRAWN, "The agent took this action back.");
      case "halted" ->
          throw new RefusedException(
              ErrorCode.ACTION_HALTED, "It was halted before it was redeemed.");
      default ->
          throw new RefusedException(
              ErrorCode.RELEASE_EXPIRED, "It had to be executed by " + executeBy(action) + ".");
    }
  }

  /** An agent may be faster than the history. */
  private ActionDocument approved(String actionId, Caller caller) {
    ActionDocument action =
        await(actionId, it -> it.verdict() != null)
            .or(() -> history.find(actionId))
            .filter(it -> caller.may("audit") || it.agent().equals(caller.id()))
            .orElseThrow(
                () -> new RefusedException(ErrorCode.ACTION_NOT_FOUND, "No action has this id."));
    if (!"approved".equals(action.verdict()) || action.executeBy() == null) {
      throw new RefusedException(
          ErrorCode.NOT_APPROVED,
          action.verdict() == null
              ? "It is not decided yet."
              : "It was decided otherwise: " + action.verdict() + ".");
    }
    return action;
  }

  private ReleaseView view(ActionDocument action) {
    String state = state(action);
    if (state.equals("open") && halts.on(action.agent(), action.type()).isPresent()) {
      state = "halted";
    }
    return new ReleaseView(
        action.actionId(),
        state,
        action.digest(),
        executeBy(action),
        state.equals("open") ? signer.sign(terms(action)) : null,
        outcome(action));
  }

  private static ReleaseTerms terms(ActionDocument action) {
    return new ReleaseTerms(
        action.actionId(),
        action.agent(),
        action.digest(),
        String.valueOf(action.verdict()),
        String.valueOf(action.policyVersion()),
        action.decidedAt() == null ? action.proposedAt() : action.decidedAt(),
        executeBy(action));
  }

  private String state(ActionDocument action) {
    if (action.releaseState() != null) {
      return action.releaseState();
    }
    return clock.instant().isBefore(executeBy(action)) ? "open" : "expired";
  }

  private @org.jspecify.annotations.Nullable String outcome(ActionDocument action) {
    if (action.outcome() != null) {
      return action.outcome();
    }
    boolean overdue = action.reportBy() != null && !clock.instant().isBefore(action.reportBy());
    return overdue && "redeemed".equals(action.releaseState()) ? "unknown" : null;
  }

  private static Instant executeBy(ActionDocument action) {
    return java.util.Objects.requireNonNull(action.executeBy());
  }

  private Optional<ActionDocument> await(
      String actionId, java.util.function.Predicate<ActionDocument> shown) {
    Instant deadline = clock.instant().plus(HISTORY_PATIENCE);
    while (true) {
      Optional<ActionDocument> seen = history.find(actionId).filter(shown);
      if (seen.isPresent() || clock.instant().isAfter(deadline)) {
        return seen;
      }
      try {
        Thread.sleep(LOOK_AGAIN);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
  }
}
