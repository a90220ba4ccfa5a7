package io.countersign.policy;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.countersign.action.ProposedAction;
import org.springframework.stereotype.Component;

/**
 * The task <em>Check policy</em>. Idempotent on the action id: a job that comes again finds its
 * action already noted. Trouble is a failed job, never a permission.
 */
@Component
public class CheckPolicyWorker {

  private final Policy policy;

  CheckPolicyWorker(Policy policy) {
    this.policy = policy;
  }

  @JobWorker(type = "check-policy")
  public Result checkPolicy(@Variable ProposedAction action) {
    return new Result(policy.check(action));
  }

  /** What the task gives the process. */
  public record Result(PolicyCheck policy) {}
}
