package io.countersign.client;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Verifies callbacks as Standard Webhooks 1.0.0 says: {@code v1} (HMAC-SHA256) and {@code v1a}
 * (Ed25519), at most five minutes old or early.
 */
public final class CallbackVerifier {

  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final List<CallbackKey> keys;
  private final Clock clock;

  CallbackVerifier(Clock clock, List<CallbackKey> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("Without a key nothing can be verified");
    }
    this.clock = clock;
    this.keys = keys;
  }

  /**
   * @param keys the endpoint's secret ({@code whsec_}) or public key ({@code whpk_}); several while
   *     one is replaced by another
   * @throws IllegalArgumentException if one is no key
   */
  public static CallbackVerifier with(String... keys) {
    return new CallbackVerifier(Clock.systemUTC(), Stream.of(keys).map(CallbackKey::of).toList());
  }

  /**
   * The message of a call.
   *
   * @param headers as they came; names in any case
   * @param body the exact bytes that came
   * @throws UnverifiedCallbackException if no key signed exactly this, or not now
   */
  public Callback verify(Map<String, List<String>> headers, byte[] body)
      throws UnverifiedCallbackException {
    String id = one(headers, "webhook-id");
    String timestamp = one(headers, "webhook-timestamp");
    String signatures = one(headers, "webhook-signature");
    require(!id.isEmpty() && id.indexOf('.') < 0, "The id is no id");
    require(timestamp.matches("[0-9]{1,12}"), "The timestamp is no time");
    Instant sentAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
    Duration age = Duration.between(sentAt, clock.instant()).abs();
    require(age.compareTo(TOLERANCE) <= 0, "It is too old or too early");
    byte[] content = content(id, timestamp, body);
    require(
        Stream.of(signatures.split(" "))
            .anyMatch(it -> keys.stream().anyMatch(key -> key.signed(content, it))),
        "No key of this endpoint signed it");
    return message(id, sentAt, body);
  }

  private static Callback message(String id, Instant sentAt, byte[] body)
      throws UnverifiedCallbackException {
    try {
      Map<String, Object> message = JsonReader.readObject(body);
      require(message.get("type") instanceof String, "It has no type");
      return new Callback(
          id, sentAt, (String) message.get("type"), JsonReader.object(message.get("data")));
    } catch (IllegalArgumentException malformed) {
      throw new UnverifiedCallbackException(malformed.getMessage());
    }
  }

  private static byte[] content(String id, String timestamp, byte[] body) {
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    byte[] content = new byte[head.length + body.length];
    System.arraycopy(head, 0, content, 0, head.length);
    System.arraycopy(body, 0, content, head.length, body.length);
    return content;
  }

  private static String one(Map<String, List<String>> headers, String name)
      throws UnverifiedCallbackException {
    List<String> values =
        headers.entrySet().stream()
            .filter(it -> name.equalsIgnoreCase(it.getKey()))
            .flatMap(it -> it.getValue().stream())
            .toList();
    require(values.size() == 1, "There is not one " + name);
    return values.getFirst();
  }

  private static void require(boolean holds, String otherwise) throws UnverifiedCallbackException {
    if (!holds) {
      throw new UnverifiedCallbackException(otherwise);
    }
  }
}
