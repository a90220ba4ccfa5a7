package io.countersign.review;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.camunda.client.api.response.ActivatedJob;
import io.countersign.action.ProposedAction;
import io.countersign.organization.Organization;
import io.countersign.review.VoteEvidence.Evidence;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * <em>Count votes</em>: the verdict of a stage, from the history and not from variables.
 *
 * <p>Counting the same job again gives the same verdict, unless the organization changed between.
 */
@Component
public class CountVotesWorker {

  private static final Logger LOG = LoggerFactory.getLogger(CountVotesWorker.class);

  private final VoteEvidence evidence;
  private final Supplier<Organization> organization;

  CountVotesWorker(VoteEvidence evidence, Supplier<Organization> organization) {
    this.evidence = evidence;
    this.organization = organization;
  }

  @JobWorker(type = "count-votes")
  public Map<String, Object> count(
      ActivatedJob job,
      @Variable ProposedAction action,
      @Variable Case.Policy policy,
      @Variable Stage stage,
      @Variable Seating seating) {
    StageVerdict verdict =
        seating.satisfiable()
            ? counted(job, action, policy, stage, seating)
            : StageVerdict.unsatisfiable(
                stage.name(),
                seating.reason() == null ? "Nobody may decide this." : seating.reason());
    LOG.info(
        "Action {} stage {} counted: {}",
        action.id(),
        stage.name(),
        verdict.reached() ? verdict.verdict() : "open");
    return Map.of("verdict", verdict, "reopened", verdict.reopened());
  }

  private StageVerdict counted(
      ActivatedJob job, ProposedAction action, Case.Policy policy, Stage stage, Seating seating) {
    Evidence seen = evidence.of(action, stage.name(), job.getProcessInstanceKey(), job.getKey());
    if (!seen.sameAction()) {
      return StageVerdict.unsatisfiable(
          stage.name(), "What was shown to the reviewers is not what was proposed.");
    }
    var reviewers =
        new Reviewers(stage, Case.of(action, policy), organization.get(), seating.widened());
    return StageVerdict.of(
        VoteCount.of(reviewers, action, seating, seen.votes(), seen.countedAt()),
        action,
        stage,
        seating,
        Long.toString(job.getKey()),
        seen.countedAt());
  }
}
