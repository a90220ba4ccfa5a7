package io.countersign.policy;

import io.countersign.action.ProposedAction;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds proposed actions for tests: a refund of 20 EUR on order 1042 unless told otherwise. */
public final class ActionScenario {

  public static final Instant TUESDAY_NOON = Instant.parse("2026-11-24T11:00:00Z");

  private String id = "act_00000000000000000000000000000001";
  private String agent = "support-agent";
  private boolean known = true;
  private String type = "refund.issue";
  private String environment = "production";
  private String orderId = "1042";
  private @Nullable String callbackUrl;
  private final Map<String, Object> arguments = new HashMap<>();
  private final Map<String, Object> observed = new HashMap<>();
  private Map<String, Object> reported = new HashMap<>();

  private ActionScenario() {
    arguments.put("amount", 20);
    arguments.put("currency", "EUR");
  }

  public static ActionScenario refund() {
    return new ActionScenario();
  }

  public ActionScenario withId(String id) {
    this.id = id;
    return this;
  }

  public ActionScenario byAgent(String agent) {
    this.agent = agent;
    return this;
  }

  public ActionScenario byUnknownAgent() {
    this.known = false;
    return this;
  }

  public ActionScenario ofType(String type) {
    this.type = type;
    return this;
  }

  public ActionScenario in(String environment) {
    this.environment = environment;
    return this;
  }

  public ActionScenario onOrder(String orderId) {
    this.orderId = orderId;
    return this;
  }

  public ActionScenario withArgument(String name, Object value) {
    arguments.put(name, value);
    return this;
  }

  public ActionScenario withoutArgument(String name) {
    arguments.remove(name);
    return this;
  }

  public ActionScenario ofAmount(Object amount) {
    return withArgument("amount", amount);
  }

  public ActionScenario observing(String name, Object value) {
    observed.put(name, value);
    return this;
  }

  public ActionScenario reporting(String name, Object value) {
    reported.put(name, value);
    return this;
  }

  public ActionScenario reporting(Map<String, Object> reported) {
    this.reported = new HashMap<>(reported);
    return this;
  }

  public ActionScenario withCallback(String url) {
    this.callbackUrl = url;
    return this;
  }

  public ProposedAction action() {
    return new ProposedAction(
        id,
        new ProposedAction.ProposingAgent(agent, "Support agent", "maria", known),
        type,
        "Refund on order " + orderId,
        new ProposedAction.BusinessObject("order", orderId),
        Map.copyOf(arguments),
        new ProposedAction.Target("payments.refund", environment),
        new ProposedAction.Context(Map.copyOf(observed), Map.copyOf(reported)),
        null,
        null,
        callbackUrl,
        null,
        null,
        "sha256:00",
        "sha256:01",
        TUESDAY_NOON,
        null);
  }

  Proposal proposal() {
    return Proposal.of(action());
  }
}
