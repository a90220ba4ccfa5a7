package io.countersign.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** An example agent: proposes before it acts, and reads what became of it. */
public final class SupportAgent {

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
    return http.send(
            "POST",
            url + "/v1/actions",
            action,
            "Authorization",
            authorization[1],
            "Idempotency-Key",
            idempotencyKey)
        .ok();
  }

  /** The decision, or the action as it is after so many seconds. */
  public JsonNode decision(String id, int waitSeconds) {
    return get("/v1/actions/" + id + "/decision?wait=" + waitSeconds);
  }

  /** What this key may read below the API's address. */
  public JsonNode get(String path) {
    return http.send("GET", url + path, null, authorization).ok();
  }
}
