package io.countersign.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * The approval desk as an agent sees it. It fails closed: an action runs only after a verified
 * approval of exactly what was proposed, redeemed by this very call.
 */
public final class Countersign {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final DeskCalls desk;
  private final ReleaseKeys trusted;
  private final Clock clock;

  Countersign(DeskCalls desk, ReleaseKeys trusted, Clock clock) {
    this.desk = desk;
    this.trusted = trusted;
    this.clock = clock;
  }

  /**
   * @param url of the desk: https, or http on this machine
   * @param key the agent's API key
   */
  public static Countersign at(String url, String key) {
    Objects.requireNonNull(key, "key");
    return at(url, () -> key);
  }

  /**
   * @param url of the desk: https, or http on this machine
   * @param token gives the bearer token of each call, e.g. an OAuth access token that is renewed
   */
  public static Countersign at(String url, Supplier<String> token) {
    URI address = URI.create(url.replaceAll("/+$", ""));
    return new Countersign(new DeskCalls(address, token, PATIENCE), null, Clock.systemUTC());
  }

  /**
   * The same desk, whose releases are verified with these keys alone, whatever it publishes later.
   *
   * @param keySet what {@code /.well-known/jwks.json} said when it was checked
   */
  public Countersign trusting(String keySet) {
    byte[] json = keySet.getBytes(StandardCharsets.UTF_8);
    return new Countersign(desk, ReleaseKeys.of(JsonReader.readObject(json)), clock);
  }

  /**
   * Proposes an action, waits for the decision, verifies and redeems its release, executes it and
   * reports the outcome. The same key may be used again at any time, also after a crash: it is the
   * same action, and it is executed at most once.
   *
   * @param idempotencyKey one for each thing to be done: 1 to 200 printable ASCII characters
   * @param patience how long to wait for the decision
   * @param execution does exactly what the action says; answers a reference such as the tool's own
   *     id of it, at most 1,000 characters, or null
   * @throws IllegalArgumentException if the key cannot be sent
   * @throws IllegalStateException if the action is not complete
   */
  public Outcome govern(
      Action action, String idempotencyKey, Duration patience, Callable<String> execution) {
    Objects.requireNonNull(execution, "execution");
    if (!idempotencyKey.matches("[\\x21-\\x7e]{1,200}")) {
      throw new IllegalArgumentException("The key must be 1 to 200 printable ASCII characters");
    }
    return new Governance(desk, trusted, Patience.of(clock, patience), action)
        .run(idempotencyKey, execution);
  }

  /** Answers a reviewer's question in the agent's own words; true if the desk took it. */
  public boolean answer(String actionId, String questionId, String text) {
    return taken(actionId, "/clarification", Map.of("question", questionId, "answer", text));
  }

  /** Takes an action back that is not decided or not redeemed yet; true if the desk did. */
  public boolean withdraw(String actionId, String reason) {
    return taken(actionId, "/withdraw", Map.of("reason", reason));
  }

  /**
   * Reports what was done, for an {@link Outcome} that the desk does not know of yet.
   *
   * @param result {@code executed}, {@code partly}, {@code failed} or {@code not_executed}
   * @param reference the tool's own id of the execution; null if there is none
   * @param digest of what was executed; null if nothing was
   * @return whether the desk took it
   */
  public boolean report(String actionId, String result, String reference, String digest) {
    return new OutcomeReport(result, reference, digest).send(desk, actionId);
  }

  private boolean taken(String actionId, String what, Map<String, Object> body) {
    try {
      desk.post(ActionPath.of(actionId) + what, body);
      return true;
    } catch (NotPermittedException refused) {
      return false;
    }
  }
}
