package io.countersign.action;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * The latest actions of this application in memory, so that a read right after a write sees it and
 * a waiting call is answered the moment the decision is announced.
 *
 * <p>It is a shortcut only: what is not here is read from the history.
 */
@Component
class LiveActions {

  private static final int MOST = 10_000;

  /**
   * @param announced completes with the decided view
   */
  record LiveAction(
      ActionView pending,
      String agent,
      String requestDigest,
      CompletableFuture<ActionView> announced) {

    ActionView now() {
      return announced.getNow(pending);
    }
  }

  private final Map<String, LiveAction> latest =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LiveAction> eldest) {
          return size() > MOST;
        }
      };

  /** Remembers an action; one that is remembered already stays as it is. */
  synchronized LiveAction remember(ActionView pending, String agent, String requestDigest) {
    return latest.computeIfAbsent(
        pending.id(),
        id -> new LiveAction(pending, agent, requestDigest, new CompletableFuture<>()));
  }

  synchronized Optional<LiveAction> find(String id) {
    return Optional.ofNullable(latest.get(id));
  }

  /** Answers everyone who waits for this action. */
  void announce(ActionView decided, String agent, String requestDigest) {
    remember(decided, agent, requestDigest).announced().complete(decided);
  }
}
