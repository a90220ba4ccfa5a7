package io.countersign.release;

import io.countersign.action.ProposedAction;
import io.countersign.action.ProposedAction.BusinessObject;
import io.countersign.action.ProposedAction.Context;
import io.countersign.action.ProposedAction.ProposingAgent;
import io.countersign.action.ProposedAction.Target;
import io.countersign.audit.ActionDocument;
import io.countersign.organization.Organization;
import io.countersign.policy.Control;
import io.countersign.policy.Outlook;
import io.countersign.policy.PolicyOutlook;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Judges an approved action again, by the policy in force when it is about to be executed. */
@Component
class PolicyNow {

  private final PolicyOutlook policy;
  private final Supplier<Organization> organization;

  PolicyNow(PolicyOutlook policy, Supplier<Organization> organization) {
    this.policy = policy;
    this.organization = organization;
  }

  /**
   * What people approved may be executed unless policy refuses it now; what ran on its own must
   * still be allowed to.
   *
   * @throws RefusedException {@code POLICY_FORBIDS}
   */
  void refuseIfStricter(ActionDocument decided) {
    Outlook now = policy.of(action(decided));
    boolean byPeople = "review".equals(decided.control());
    if (now.control() == Control.BLOCKED || (now.control() == Control.REVIEW && !byPeople)) {
      throw new RefusedException(
          ErrorCode.POLICY_FORBIDS,
          "Policy has become stricter since it was decided: " + now.reason());
    }
  }

  /** What was observed then says nothing of now, so it is not judged again. */
  private ProposedAction action(ActionDocument decided) {
    String[] object = decided.businessObject().split("/", 2);
    return new ProposedAction(
        decided.actionId(),
        new ProposingAgent(
            decided.agent(),
            decided.agent(),
            decided.owner(),
            organization.get().agent(decided.agent()).isPresent()),
        decided.type(),
        decided.summary(),
        new BusinessObject(object[0], object.length > 1 ? object[1] : ""),
        decided.arguments() == null ? Map.of() : decided.arguments(),
        new Target("", String.valueOf(decided.environment())),
        new Context(Map.of(), Map.of()),
        decided.requestedBy(),
        null,
        null,
        null,
        decided.digest(),
        decided.requestDigest(),
        decided.proposedAt());
  }
}
