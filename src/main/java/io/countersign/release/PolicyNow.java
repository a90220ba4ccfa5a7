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
import org.jspecify.annotations.Nullable;
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

  /** The same proposal, as the history holds it: nothing that could tighten is left out. */
  private ProposedAction action(ActionDocument decided) {
    return new ProposedAction(
        decided.actionId(),
        new ProposingAgent(
            decided.agent(),
            decided.agent(),
            decided.owner(),
            organization.get().agent(decided.agent()).isPresent()),
        decided.type(),
        decided.summary(),
        new BusinessObject(known(decided.businessObjectType()), known(decided.businessObjectId())),
        decided.arguments() == null ? Map.of() : decided.arguments(),
        new Target(known(decided.tool()), known(decided.environment())),
        new Context(
            decided.observed() == null ? Map.of() : decided.observed(),
            decided.reported() == null ? Map.of() : decided.reported()),
        decided.requestedBy(),
        null,
        null,
        null,
        null,
        decided.digest(),
        decided.requestDigest(),
        decided.proposedAt(),
        null);
  }

  private static String known(@Nullable String text) {
    return text == null ? "" : text;
  }
}
