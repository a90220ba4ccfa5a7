package io.countersign.preview;

import io.countersign.action.ProposedAction;
import io.countersign.engine.EngineDecisions;
import io.countersign.organization.Organization;
import io.countersign.policy.Control;
import io.countersign.policy.Outlook;
import io.countersign.policy.PolicyOutlook;
import io.countersign.policy.Relaxation;
import io.countersign.review.RouteOutlook;
import io.countersign.review.RouteOutlook.StageOutlook;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks rules, tables and organization what they would say. */
@Component
class Previews {

  private final PolicyOutlook policy;
  private final EngineDecisions decisions;
  private final Supplier<Organization> organization;
  private final Clock clock;

  Previews(
      PolicyOutlook policy,
      EngineDecisions decisions,
      Supplier<Organization> organization,
      Clock clock) {
    this.policy = policy;
    this.decisions = decisions;
    this.organization = organization;
    this.clock = clock;
  }

  Preview of(ProposedAction action) {
    Outlook outlook = policy.of(action);
    RouteOutlook route = outlook.control() == Control.REVIEW ? route(action, outlook) : null;
    Relaxation relaxation =
        outlook.control() == Control.AUTONOMOUS ? null : policy.relaxation(action).orElse(null);
    return new Preview(
        action.digest(),
        outlook.control(),
        outlook.reason(),
        outlook.rule(),
        outlook.policy().version(),
        outlook.policy().findings(),
        route,
        relaxation,
        explanation(outlook, route, relaxation));
  }

  private @Nullable RouteOutlook route(ProposedAction action, Outlook outlook) {
    Object chosen = decisions.evaluate("approvalRoute", outlook.policy().facts()).output();
    return chosen == null
        ? null
        : RouteOutlook.of(chosen, action, outlook.policy(), organization.get(), clock.instant());
  }

  private static List<String> explanation(
      Outlook outlook, @Nullable RouteOutlook route, @Nullable Relaxation relaxation) {
    List<String> sentences = new ArrayList<>();
    sentences.add(outlook.reason());
    if (route != null) {
      route.steps().forEach(step -> step.forEach(stage -> sentences.add(sentence(stage))));
      route.afterwards().forEach(stage -> sentences.add("Afterwards: " + sentence(stage)));
    }
    if (relaxation != null) {
      sentences.add(relaxation.words());
    } else if (outlook.control() != Control.AUTONOMOUS) {
      sentences.add("No change of its inputs would let it run on its own.");
    }
    return List.copyOf(sentences);
  }

  private static String sentence(StageOutlook stage) {
    return stage.satisfiable()
        ? "%s: %d of %s must approve by %s."
            .formatted(
                stage.stage(),
                stage.approvals(),
                String.join(", ", stage.canApprove()),
                stage.decideBy())
        : "%s: nobody can decide it now, so it would be refused. %s"
            .formatted(stage.stage(), stage.reason());
  }
}
