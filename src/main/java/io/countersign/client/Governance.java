package io.countersign.client;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/** The way of one action from its proposal to the report. */
final class Governance {

  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(250);

  private final DeskCalls desk;
  private final ReleaseKeys trusted;
  private final Patience patience;
  private final Action action;
  private final String digest;
  private String id;

  /**
   * @param trusted the keys that verify releases; null for those the desk publishes
   */
  Governance(DeskCalls desk, ReleaseKeys trusted, Patience patience, Action action) {
    this.desk = desk;
    this.trusted = trusted;
    this.patience = patience;
    this.action = action;
    this.digest = action.digest();
  }

  Outcome run(String key, Callable<String> execution) {
    try {
      switch (decision(key)) {
        case Decision.Pending(Outcome.Question question) -> {
          return new Outcome.StillPending(id, question);
        }
        case Decision.Against(String verdict, String reason) -> {
          return new Outcome.Refused(id, verdict, reason);
        }
        case Decision.Approved() -> redeem();
      }
    } catch (NotPermittedException unproven) {
      return unproven.code().equals("RELEASE_REDEEMED")
          ? new Outcome.AlreadyRedeemed(id)
          : new Outcome.NotPermitted(id, unproven.code(), unproven.getMessage());
    }
    return execute(execution);
  }

  private Decision decision(String key) {
    Map<String, Object> answer =
        patience.insist(() -> desk.propose(key, action, patience.waitSeconds()));
    String path = ActionPath.of(answer.get("id"));
    id = (String) answer.get("id");
    Decision decision = Decision.read(answer, id, digest);
    while (decision instanceof Decision.Pending && patience.isLeft()) {
      Patience.pause(BETWEEN_QUESTIONS);
      answer = patience.insist(() -> desk.decision(path, patience.waitSeconds()));
      decision = Decision.read(answer, id, digest);
    }
    return decision;
  }

  /** Ends without an exception only if this very call redeemed a verified release. */
  private void redeem() {
    String path = ActionPath.of(id);
    Map<String, Object> open = patience.insist(() -> desk.get(path + "/release"));
    if ("redeemed".equals(open.get("state"))) {
      throw new NotPermittedException("RELEASE_REDEEMED", "The release was redeemed before.");
    }
    if (!"open".equals(open.get("state"))) {
      throw new NotPermittedException(
          "RELEASE_NOT_OPEN", "The release is " + open.get("state") + ".");
    }
    new ReleaseCheck(keys(), patience.clock().instant()).permits(open.get("release"), id, digest);

    // Never twice: when the answer is lost, nobody knows whether this call redeemed it.
    Map<String, Object> redeemed = desk.post(path + "/release/redeem", Map.of("digest", digest));
    if (!id.equals(redeemed.get("id"))
        || !digest.equals(redeemed.get("digest"))
        || !"redeemed".equals(redeemed.get("state"))) {
      throw new NotPermittedException("UNREADABLE_ANSWER", "The redemption is not confirmed.");
    }
  }

  private ReleaseKeys keys() {
    return trusted != null
        ? trusted
        : ReleaseKeys.of(patience.insist(() -> desk.get("/.well-known/jwks.json")));
  }

  private Outcome execute(Callable<String> execution) {
    String reference;
    try {
      reference = execution.call();
    } catch (Exception failed) {
      boolean reported = new OutcomeReport("failed", null, digest).send(desk, id);
      if (failed instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return new Outcome.Failed(id, failed, reported);
    }
    boolean reported = new OutcomeReport("executed", reference, digest).send(desk, id);
    return new Outcome.Executed(id, reference, reported);
  }
}
