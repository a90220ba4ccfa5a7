package io.countersign.review;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.camunda.client.api.response.ActivatedJob;
import io.countersign.action.ProposedAction;
import io.countersign.organization.Organization;
import io.countersign.review.Schedule.Step;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * <em>Escalate review</em>: opens the seats to the next people; votes stay as they are.
 *
 * <p>Doing it twice opens them to the same people.
 */
@Component
public class EscalateReviewWorker {

  private static final Logger LOG = LoggerFactory.getLogger(EscalateReviewWorker.class);

  private final OpenSeats openSeats;
  private final Supplier<Organization> organization;

  EscalateReviewWorker(OpenSeats openSeats, Supplier<Organization> organization) {
    this.openSeats = openSeats;
    this.organization = organization;
  }

  @JobWorker(type = "escalate-review")
  public Map<String, Object> escalate(
      ActivatedJob job,
      @Variable ProposedAction action,
      @Variable Case.Policy policy,
      @Variable Stage stage,
      @Variable Seating seating,
      @Variable Step due) {
    var reviewers = new Reviewers(stage, Case.of(action, policy), organization.get(), List.of(due));
    List<String> people = reviewers.at(due.at()).stream().map(it -> it.person().id()).toList();
    String to = new Selector(String.valueOf(due.to())).words();
    int seats =
        openSeats.widen(
            openSeats.of(action.id(), job.getProcessInstanceKey(), job.getKey()), people);
    LOG.info("Action {} stage {} escalated to {}", action.id(), stage.name(), due.to());
    return Map.of(
        "escalation",
        Map.of(
            "to",
            to,
            "people",
            people,
            "seats",
            seats,
            "note",
            "Nobody has decided yet, so " + to + " may decide too."));
  }
}
