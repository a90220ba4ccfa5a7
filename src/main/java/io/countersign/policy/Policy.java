package io.countersign.policy;

import io.countersign.action.ActionDecided;
import io.countersign.action.ProposedAction;
import io.countersign.halt.Halt;
import io.countersign.halt.Halts;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Judges proposed actions by the rules in force. */
@Component
class Policy {

  private final RuleBooks books;
  private final RecentActions recentActions;
  private final Halts halts;
  private final ZoneId zone;
  private final Clock clock;

  Policy(
      RuleBooks books,
      RecentActions recentActions,
      Halts halts,
      PolicyProperties properties,
      Clock clock) {
    this.books = books;
    this.recentActions = recentActions;
    this.halts = halts;
    this.zone = properties.zone();
    this.clock = clock;
  }

  /**
   * Judges the action and notes it, so that later checks see it. Checking again changes nothing,
   * and what a reviewer changed is judged with the facts it has now.
   */
  PolicyCheck check(ProposedAction action) {
    Proposal proposal = Proposal.of(action);
    Recent recent =
        action.change() == null ? recentActions.note(proposal) : recentActions.look(proposal);
    return judge(action, proposal, recent);
  }

  /** Judges the action as if it were proposed now, and notes nothing. */
  PolicyCheck look(ProposedAction action) {
    Proposal proposal = Proposal.of(action);
    return judge(action, proposal, recentActions.look(proposal));
  }

  private PolicyCheck judge(ProposedAction action, Proposal proposal, Recent recent) {
    RuleBook book = books.current();
    List<Finding> findings =
        Stream.concat(
                halts.on(action.agent().id(), action.type()).map(Policy::finding).stream(),
                book.judge(action, recent, Moment.of(clock.instant(), zone)).stream())
            .toList();
    return new PolicyCheck(book.version(), findings, floor(findings), proposal.facts());
  }

  private static Finding finding(Halt halt) {
    return new Finding("HALT", halt.sentence(), Control.BLOCKED);
  }

  @EventListener
  void on(ActionDecided decided) {
    recentActions.settle(decided);
  }

  /** The strictest demand of the findings; without any, the tables decide alone. */
  static Control floor(List<Finding> findings) {
    return findings.stream()
        .map(Finding::severity)
        .max(Comparator.naturalOrder())
        .orElse(Control.AUTONOMOUS);
  }
}
