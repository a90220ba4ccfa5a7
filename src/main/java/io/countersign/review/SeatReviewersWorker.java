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
 * <em>Seat reviewers</em>: a seat for each vote that may still be needed, the times of the stage,
 * and what the form shows.
 *
 * <p>Asking twice gives the same seats while the organization stays as it is.
 */
@Component
public class SeatReviewersWorker {

  private final Supplier<Organization> organization;
  private final ReviewSheets sheets;

  SeatReviewersWorker(Supplier<Organization> organization, ReviewSheets sheets) {
    this.organization = organization;
    this.sheets = sheets;
  }

  @JobWorker(type = "seat-reviewers")
  public Map<String, Object> seat(
      @Variable ProposedAction action,
      @Variable Case.Policy policy,
      @Variable Stage stage,
      @Variable String now,
      @Variable @Nullable ReviewSheet review,
      @Variable @Nullable Tally verdict,
      @Variable @Nullable String controlReason,
      @Variable @Nullable List<String> reopened,
      @Variable Clarification @Nullable [] clarifications) {
    Tally tally = verdict == null ? Tally.none() : verdict.afresh();
    Seating seating =
        Seating.of(stage, Case.of(action, policy), organization.get(), tally, Stage.time(now));
    return Map.of(
        "seating",
        seating,
        "review",
        sheets.of(
            action,
            policy,
            controlReason,
            review,
            seating,
            tally,
            reopened == null ? List.of() : reopened,
            clarifications == null ? List.of() : List.of(clarifications)));
  }
}
