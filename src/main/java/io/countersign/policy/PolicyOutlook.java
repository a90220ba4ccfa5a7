package io.countersign.policy;

import io.countersign.action.ProposedAction;
import io.countersign.engine.EngineDecisions;
import io.countersign.engine.EngineDecisions.Answer;
import io.countersign.models.TableRows.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Says what policy would decide, without noting or starting anything. */
@Component
public class PolicyOutlook {

  private static final String TABLE = "control";

  /** A table with many rows for one action type must not keep the engine busy. */
  private static final int MOST_TRIED = 40;

  private final Policy policy;
  private final EngineDecisions decisions;

  PolicyOutlook(Policy policy, EngineDecisions decisions) {
    this.policy = policy;
    this.decisions = decisions;
  }

  /** What the rules and the control table in force say of this action. */
  public Outlook of(ProposedAction action) {
    PolicyCheck check = policy.look(action);
    Answer answer = decisions.evaluate(TABLE, check.facts());
    Map<?, ?> output = answer.output() instanceof Map<?, ?> map ? map : Map.of();
    Optional<Control> table =
        Stream.of(Control.values())
            .filter(it -> it.word().equals(output.get("control")))
            .findFirst();
    if (table.isEmpty()) {
      return new Outlook(
          Control.BLOCKED,
          "No rule of the control table decided this action, so it is refused.",
          answer.rule(),
          check);
    }
    boolean floorCounts = check.floor().compareTo(table.get()) > 0;
    return new Outlook(
        floorCounts ? check.floor() : table.get(),
        floorCounts ? sentences(check) : String.valueOf(output.get("reason")),
        answer.rule(),
        check);
  }

  /** The smallest change that would let it run on its own; nothing if there is none. */
  public Optional<Relaxation> relaxation(ProposedAction action) {
    return Variant.of(Proposal.of(action).facts(), autonomousRows()).stream()
        .limit(MOST_TRIED)
        .flatMap(it -> tried(it, action).stream())
        .findFirst();
  }

  private List<Row> autonomousRows() {
    return decisions.rowsOf(TABLE).stream()
        .filter(it -> "\"autonomous\"".equals(it.outputs().get("control")))
        .toList();
  }

  private Optional<Relaxation> tried(Variant variant, ProposedAction action) {
    Outlook then = of(variant.applyTo(action));
    return then.control() == Control.AUTONOMOUS
        ? Optional.of(new Relaxation(variant.changes(), then.control(), then.reason()))
        : Optional.empty();
  }

  private static String sentences(PolicyCheck check) {
    return String.join(
        " ",
        check.findings().stream()
            .filter(it -> it.severity() == check.floor())
            .map(Finding::sentence)
            .toList());
  }
}
