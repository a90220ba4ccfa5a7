package io.countersign.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * An example agent: proposes before it acts, and reads what became of it.
 *
 * <p>When Countersign cannot answer now (503) it asks again: with the same key nothing starts
 * twice.
 */
public final class SupportAgent {

  private static final int MOST_ATTEMPTS = 30;

  private final Http http = new Http();
  private final String url;
  private final String[] authorization;

  /**
   * @param url of Countersign
   * @param key the agent's bearer key
   */
  public SupportAgent(String url, String key) {
    this.url = url;
    this.authorization = new String[] {"Authorization", "Bearer " + key};
  }

  /** Proposes an action; the same key may be sent again at any time. */
  public JsonNode propose(String idempotencyKey, Map<String, Object> action) {
    return answered(
        () ->
            http.send(
                "POST",
                url + "/v1/actions",
                action,
                "Authorization",
                authorization[1],
                "Idempotency-Key",
                idempotencyKey));
  }

  /** The decision, or the action as it is after so many seconds. */
  public JsonNode decision(String id, int waitSeconds) {
    return get("/v1/actions/" + id + "/decision?wait=" + waitSeconds);
  }

  /** What this key may read below the API's address. */
  public JsonNode get(String path) {
    return answered(() -> http.send("GET", url + path, null, authorization));
  }

  private static JsonNode answered(Supplier<Http.Answer> call) {
    Http.Answer answer = call.get();
    for (int attempt = 1; answer.status() == 503 && attempt < MOST_ATTEMPTS; attempt++) {
      LockSupport.parkNanos(answer.retryAfter().toNanos());
      answer = call.get();
    }
    return answer.ok();
  }
}
