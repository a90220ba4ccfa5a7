package io.countersign.policy;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.camunda.client.exception.CamundaError;
import io.countersign.action.ProposedAction;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The task <em>Check policy</em>. Idempotent on the action id: a job that comes again finds its
 * action already noted. Trouble is a failed job, never a permission.
 */
@Component
public class CheckPolicyWorker {

  private static final Duration BACK_OFF = Duration.ofSeconds(5);

  private final Policy policy;

  CheckPolicyWorker(Policy policy) {
    this.policy = policy;
  }

  @JobWorker(type = "check-policy")
  public Result checkPolicy(@Variable ProposedAction action) {
    try {
      return new Result(policy.check(action));
    } catch (RuntimeException e) {
      throw CamundaError.jobError("The policy check failed: " + e, Map.of(), null, BACK_OFF, e);
    }
  }

  /** What the task gives the process. */
  public record Result(PolicyCheck policy) {}
}
