package io.countersign.action;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.camunda.client.api.response.ActivatedJob;
import io.countersign.halt.Halt;
import io.countersign.halt.Halts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * <em>Announce decision</em>: makes the decision and answers whoever waits for it.
 *
 * <p>An approval by people counts only if the history holds the counted votes behind it. Doing it
 * twice gives the same decision, with another time of announcement.
 */
@Component
public class AnnounceDecisionWorker {

  private static final Logger LOG = LoggerFactory.getLogger(AnnounceDecisionWorker.class);

  private final ReviewEvidence evidence;
  private final LiveActions live;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Halts halts;
  private final Duration executeWithin;
  private final Duration reportWithin;

  /**
   * @param executeWithin how long an approval holds
   * @param reportWithin how long after that its outcome is waited for
   */
  AnnounceDecisionWorker(
      ReviewEvidence evidence,
      LiveActions live,
      ApplicationEventPublisher events,
      Clock clock,
      Halts halts,
      @Value("${countersign.release.execute-within:PT1H}") Duration executeWithin,
      @Value("${countersign.release.report-within:PT1H}") Duration reportWithin) {
    this.evidence = evidence;
    this.live = live;
    this.events = events;
    this.clock = clock;
    this.halts = halts;
    this.executeWithin = executeWithin;
    this.reportWithin = reportWithin;
  }

  @JobWorker(type = "announce-decision")
  public Map<String, Object> announce(
      ActivatedJob job,
      @Variable ProposedAction action,
      @Variable @Nullable PolicyFindings policy,
      @Variable @Nullable String control,
      @Variable @Nullable String controlReason,
      @Variable @Nullable ReviewVerdict verdict) {
    Decision decision =
        DecisionRule.decide(
                control,
                controlReason,
                verdict,
                counted(job, action, verdict),
                halts.on(action.agent().id(), action.type()).map(Halt::sentence).orElse(null),
                clock.instant())
            .lasting(executeWithin, reportWithin);
    live.announce(view(action, policy, decision), action.agent().id(), action.requestDigest());
    LOG.info(
        "Action {} decided: {} ({})", action.id(), decision.verdict().word(), decision.control());
    events.publishEvent(new ActionDecided(action.id(), decision.control(), decision.verdict()));
    return Map.of("decision", decision);
  }

  /** Only an approval needs the counts of its stages. */
  private boolean counted(
      ActivatedJob job, ProposedAction action, @Nullable ReviewVerdict verdict) {
    return verdict != null
        && verdict.verdict() == Verdict.APPROVED
        && evidence.everyStageApproved(action, job.getKey());
  }

  private static ActionView view(
      ProposedAction action, @Nullable PolicyFindings policy, Decision decision) {
    return new ActionView(
        action.id(),
        "decided",
        decision.control(),
        decision.verdict(),
        action.digest(),
        ActionView.Change.of(action),
        policy == null ? List.of() : policy.findings(),
        decision.by(),
        decision.reason(),
        decision.comment(),
        decision.instead(),
        null,
        null,
        action.proposedAt(),
        decision.decidedAt(),
        ActionView.next(action.id(), decision.verdict()));
  }
}
