package io.countersign.policy;

import io.countersign.action.ProposedAction;
import io.countersign.action.ProposedAction.ProposingAgent;
import io.countersign.action.ProposedAction.Target;
import io.countersign.models.TableRows.Row;
import io.countersign.policy.Relaxation.Change;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The same action with some facts changed; which ones are worth trying, the table's cells say. */
record Variant(List<Change> changes) {

  /** Another type or another kind of object would be another action. */
  private static final Set<String> CHANGEABLE =
      Set.of("amount", "currency", "environment", "agentKnown");

  private static final Pattern LITERAL =
      Pattern.compile("\"([^\"\\\\]*)\"|(?<!\\w|\\d\\.)(\\d+(?:\\.\\d+)?)|\\b(true|false)\\b");
  private static final BigDecimal SMALLEST_UNIT = new BigDecimal("0.01");

  /** Every variant that a row might take, the one with the fewest and smallest changes first. */
  static List<Variant> of(Map<String, @Nullable Object> facts, List<Row> rows) {
    return rows.stream()
        .filter(row -> mayTake(row, facts.get("type")))
        .flatMap(row -> of(facts, row))
        .filter(it -> !it.changes.isEmpty())
        .distinct()
        .sorted(
            Comparator.<Variant>comparingInt(it -> it.changes.size())
                .thenComparing(Variant::distance))
        .toList();
  }

  private static boolean mayTake(Row row, @Nullable Object type) {
    String cell = row.inputs().get("type");
    return cell == null || cell.contains("\"" + type + "\"");
  }

  private static Stream<Variant> of(Map<String, @Nullable Object> facts, Row row) {
    List<List<Change>> variants = List.of(List.of());
    for (Map.Entry<String, String> cell : row.inputs().entrySet()) {
      Object now = facts.get(cell.getKey());
      if (now == null || !CHANGEABLE.contains(cell.getKey())) {
        continue;
      }
      List<Object> others = literals(cell.getValue(), now);
      variants =
          variants.stream()
              .flatMap(
                  variant ->
                      Stream.concat(
                          Stream.of(variant),
                          others.stream()
                              .map(to -> with(variant, new Change(cell.getKey(), now, to)))))
              .toList();
    }
    return variants.stream().map(Variant::new);
  }

  private static List<Change> with(List<Change> changes, Change more) {
    List<Change> all = new ArrayList<>(changes);
    all.add(more);
    return List.copyOf(all);
  }

  /** The values of the cell that are of the same kind; around a number its neighbours too. */
  private static List<Object> literals(String cell, Object now) {
    return LITERAL
        .matcher(cell)
        .results()
        .map(Variant::literal)
        .flatMap(
            it ->
                it instanceof BigDecimal number
                    ? Stream.of(number, number.subtract(SMALLEST_UNIT), number.add(SMALLEST_UNIT))
                    : Stream.of(it))
        .filter(it -> it.getClass().isInstance(now) && !it.equals(now))
        .filter(it -> !(it instanceof BigDecimal number) || number.signum() >= 0)
        .distinct()
        .toList();
  }

  private static Object literal(MatchResult found) {
    if (found.group(1) != null) {
      return found.group(1);
    }
    return found.group(2) != null
        ? new BigDecimal(found.group(2))
        : Boolean.valueOf(found.group(3));
  }

  private BigDecimal distance() {
    return changes.stream()
        .filter(it -> it.from() instanceof BigDecimal && it.to() instanceof BigDecimal)
        .map(it -> ((BigDecimal) it.from()).subtract((BigDecimal) it.to()).abs())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The action as it would be; only for judging, its digest is that of the original. */
  ProposedAction applyTo(ProposedAction action) {
    Map<String, Object> arguments = new LinkedHashMap<>(action.arguments());
    String environment = action.target().environment();
    ProposingAgent agent = action.agent();
    for (Change change : changes) {
      switch (change.input()) {
        case "environment" -> environment = (String) change.to();
        case "agentKnown" ->
            agent =
                new ProposingAgent(agent.id(), agent.name(), agent.owner(), (Boolean) change.to());
        default -> arguments.put(change.input(), change.to());
      }
    }
    return new ProposedAction(
        action.id(),
        agent,
        action.type(),
        action.summary(),
        action.businessObject(),
        arguments,
        new Target(action.target().tool(), environment),
        action.context(),
        action.requestedBy(),
        action.actsFor(),
        action.callbackUrl(),
        action.callbackEndpoint(),
        action.correlation(),
        action.digest(),
        action.requestDigest(),
        action.proposedAt(),
        action.change());
  }
}
