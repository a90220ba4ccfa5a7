package io.countersign.review;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.countersign.action.ProposedAction;
import io.countersign.organization.Organization;
import java.time.Instant;
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
    Case subject = Case.of(action, policy);
    Tally tally =
        verdict == null ? opening(action, stage, subject, Stage.time(now)) : verdict.afresh();
    Seating seating = Seating.of(stage, subject, organization.get(), tally, Stage.time(now));
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

  /** Only saves a person a second vote for the same: the count looks into the history itself. */
  private Tally opening(ProposedAction action, Stage stage, Case subject, Instant now) {
    var change = action.change();
    if (change == null || !change.stage().equals(stage.name())) {
      return Tally.none();
    }
    var reviewers = new Reviewers(stage, subject, organization.get(), List.of());
    return reviewers
        .find(change.by(), now)
        .map(
            by ->
                Tally.changed(
                    change.by(),
                    stage.mustInclude().stream()
                        .filter(role -> !reviewers.holds(by, role))
                        .toList()))
        .orElse(Tally.none());
  }
}
