package io.countersign.review;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.camunda.client.api.response.ActivatedJob;
import io.countersign.action.ProposedAction;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** <em>Remind reviewers</em>: open seats come first in the task lists and say that time runs. */
@Component
public class RemindReviewersWorker {

  private static final Logger LOG = LoggerFactory.getLogger(RemindReviewersWorker.class);
  private static final int MORE_URGENT = 20;
  private static final int HIGHEST = 100;

  private final OpenSeats openSeats;

  RemindReviewersWorker(OpenSeats openSeats) {
    this.openSeats = openSeats;
  }

  @JobWorker(type = "remind-reviewers")
  public Map<String, Object> remind(
      ActivatedJob job,
      @Variable ProposedAction action,
      @Variable Stage stage,
      @Variable Seating seating,
      @Variable ReviewSheet review) {
    int seats =
        openSeats.prioritize(
            openSeats.of(action.id(), job.getProcessInstanceKey(), job.getKey()),
            Math.min(HIGHEST, seating.priority() + MORE_URGENT));
    LOG.info("Action {} stage {} reminded", action.id(), stage.name());
    return Map.of(
        "reminder",
        Map.of(
            "seats", seats, "note", "A reminder: this is decided by " + review.deadline() + "."));
  }
}
