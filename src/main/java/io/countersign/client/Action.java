package io.countersign.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an agent wants to do, as it is proposed. Immutable: each method answers a changed copy, and
 * values are copied in.
 */
public final class Action {

  private final Map<String, Object> proposal;

  private Action(Map<String, Object> proposal) {
    this.proposal = proposal;
  }

  /**
   * @param type the action type: lower-case words joined by dots, e.g. {@code refund.issue}
   * @param summary one sentence for the people who decide, at most 500 characters
   */
  public static Action of(String type, String summary) {
    return new Action(Map.of("arguments", Map.of())).with("type", type).with("summary", summary);
  }

  /** What it is about, e.g. {@code order} and {@code 1042}. */
  public Action about(String objectType, String objectId) {
    return with("businessObject", Map.of("type", objectType, "id", objectId));
  }

  /**
   * One argument of the tool, as it would be executed.
   *
   * @param value text, number, boolean, null, or maps and lists of them
   */
  public Action argument(String name, Object value) {
    return within("arguments", name, value);
  }

  /** Where it would be executed, e.g. {@code payments.refund} in {@code production}. */
  public Action target(String tool, String environment) {
    return with("target", Map.of("tool", tool, "environment", environment));
  }

  /** A fact that a system told the agent. */
  public Action observed(String name, Object value) {
    Map<String, Object> context = JsonReader.object(proposal.get("context"));
    return with("context", put(context, "observed", name, value));
  }

  /** Something in the agent's own words; it can make the decision stricter, never looser. */
  public Action reported(String name, Object value) {
    Map<String, Object> context = JsonReader.object(proposal.get("context"));
    return with("context", put(context, "reported", name, value));
  }

  /** The person or system on whose behalf it is proposed. */
  public Action requestedBy(String person) {
    return with("requestedBy", person);
  }

  /** Where the signed decision is sent as well. */
  public Action callbackUrl(String url) {
    return with("callbackUrl", url);
  }

  /**
   * The action digest: {@code sha256:} and the hash of the RFC 8785 form of what would be executed,
   * which is type, business object, arguments and target.
   *
   * @throws IllegalStateException while one of them is missing
   */
  public String digest() {
    Map<String, Object> execution = new LinkedHashMap<>();
    for (String part : new String[] {"type", "businessObject", "arguments", "target"}) {
      if (!proposal.containsKey(part)) {
        throw new IllegalStateException("The action has no " + part);
      }
      execution.put(part, proposal.get(part));
    }
    byte[] canonical = CanonicalJson.of(execution).getBytes(StandardCharsets.UTF_8);
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** The body that proposes it. */
  Map<String, Object> proposal() {
    return proposal;
  }

  private Action within(String part, String name, Object value) {
    return new Action(put(proposal, part, name, value));
  }

  private Action with(String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(proposal);
    changed.put(name, copied(value));
    return new Action(Collections.unmodifiableMap(changed));
  }

  private static Map<String, Object> put(
      Map<String, Object> whole, String part, String name, Object value) {
    Map<String, Object> members = new LinkedHashMap<>(JsonReader.object(whole.get(part)));
    members.put(name, copied(value));
    Map<String, Object> changed = new LinkedHashMap<>(whole);
    changed.put(part, Collections.unmodifiableMap(members));
    return Collections.unmodifiableMap(changed);
  }

  /** What the caller changes afterwards changes nothing here. */
  private static Object copied(Object value) {
    return JsonReader.read(CanonicalJson.of(value));
  }
}
