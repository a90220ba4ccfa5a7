package io.countersign.review;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.countersign.action.ProposedAction;
import io.countersign.organization.Organization;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * <em>Seat reviewers</em>: one seat per approval that the stage asks for, and what the form shows.
 *
 * <p>Asking twice gives the same seats while the organization stays as it is.
 */
@Component
public class SeatReviewersWorker {

  private final Supplier<Organization> organization;

  SeatReviewersWorker(Supplier<Organization> organization) {
    this.organization = organization;
  }

  @JobWorker(type = "seat-reviewers")
  public Map<String, Object> seat(
      @Variable ProposedAction action,
      @Variable ReviewSheet.Found policy,
      @Variable Stage stage,
      @Variable @Nullable String controlReason,
      @Variable @Nullable List<String> reopened) {
    return Map.of(
        "seating",
        Reviewers.seat(stage, action, organization.get()),
        "review",
        ReviewSheet.of(
            action,
            policy,
            controlReason,
            stage.deadline(),
            reopened == null ? List.of() : reopened));
  }
}
