package io.countersign.release;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.camunda.client.api.response.ActivatedJob;
import io.countersign.action.Decision;
import io.countersign.action.ProposedAction;
import io.countersign.action.ReleaseLock;
import io.countersign.audit.ActionDocument;
import io.countersign.audit.HistoryMarks;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * <em>Expire release</em>: closes a release whose time is over by the engine's clock. It takes the
 * same lock as a redemption, so an action never is both; who lost learns from the history how it
 * was closed. Doing it twice finds it closed.
 */
@Component
public class ExpireReleaseWorker {

  private static final Logger LOG = LoggerFactory.getLogger(ExpireReleaseWorker.class);

  private final ReleaseLock lock;
  private final HistoryMarks marks;

  ExpireReleaseWorker(ReleaseLock lock, HistoryMarks marks) {
    this.lock = lock;
    this.marks = marks;
  }

  @JobWorker(type = "expire-release")
  public Map<String, Object> expire(
      ActivatedJob job, @Variable ProposedAction action, @Variable Decision decision) {
    Map<String, Object> how =
        Map.of("state", "expired", "agent", "countersign", "closing", "job-" + job.getKey());
    boolean closed = lock.close(action.id(), Objects.requireNonNull(decision.executeBy()), how);
    if (closed) {
      LOG.info("Action {} release expired", action.id());
    }
    return Map.of("release", Map.of("state", closed ? "expired" : state(action)));
  }

  private String state(ProposedAction action) {
    ActionDocument closed = marks.await(action.id(), it -> it.releaseState() != null);
    return String.valueOf(closed.releaseState());
  }
}
