package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.value.DecisionEvaluationRecordValue;
import io.camunda.zeebe.protocol.record.value.EvaluatedDecisionValue;
import io.camunda.zeebe.protocol.record.value.MatchedRuleValue;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells which row of which table decided, and from what. */
final class DecisionStory {

  private DecisionStory() {}

  static Optional<Line> of(DecisionEvaluationRecordValue decision) {
    Json output = Json.parsed(decision.getDecisionOutput());
    String table = "version " + decision.getDecisionVersion() + ", " + row(decision);
    return switch (decision.getDecisionId()) {
      case "control" ->
          Optional.of(
              line(
                      EntryKind.CONTROL_DECIDED,
                      "The control table (%s) said %s: %s"
                          .formatted(table, output.said("control"), output.said("reason")),
                      decision)
                  .action("controlRule", row(decision)));
      case "approvalRoute" ->
          Optional.of(
              line(
                      EntryKind.ROUTE_CHOSEN,
                      "The route table (%s) chose %s: %s"
                          .formatted(table, output.said("name"), stages(output)),
                      decision)
                  .action("route", output.value())
                  .action("routeName", output.text("name")));
      default -> Optional.empty();
    };
  }

  private static String stages(Json route) {
    String before =
        route.at("steps").items().stream()
            .map(
                step ->
                    step.items().stream()
                        .map(DecisionStory::stage)
                        .collect(Collectors.joining(" beside ")))
            .collect(Collectors.joining(", then "));
    String afterwards =
        route.at("afterwards").items().stream()
            .map(stage -> " Afterwards: " + stage(stage) + ".")
            .collect(Collectors.joining());
    return before + "." + afterwards;
  }

  private static String stage(Json stage) {
    return "%s (%s of %s within %s)"
        .formatted(
            stage.said("name"),
            stage.said("approvals"),
            String.join(" or ", stage.at("who").texts()),
            stage.said("decideWithin"));
  }

  private static Line line(
      EntryKind kind, String sentence, DecisionEvaluationRecordValue decision) {
    return Line.info(kind, Actor.policy(), sentence, decision.getElementId())
        .detail("decisionId", decision.getDecisionId())
        .detail("decisionKey", Long.toString(decision.getDecisionKey()))
        .detail("decisionVersion", decision.getDecisionVersion())
        .detail("inputs", inputs(decision))
        .detail("rules", matched(decision).stream().map(DecisionStory::rule).toList())
        .detail("output", Json.parsed(decision.getDecisionOutput()).value());
  }

  private static String row(DecisionEvaluationRecordValue decision) {
    List<MatchedRuleValue> rules = matched(decision);
    return rules.isEmpty() ? "no row" : rules.getLast().getRuleId();
  }

  private static List<MatchedRuleValue> matched(DecisionEvaluationRecordValue decision) {
    return decision.getEvaluatedDecisions().stream()
        .map(EvaluatedDecisionValue::getMatchedRules)
        .flatMap(List::stream)
        .toList();
  }

  private static Map<String, Object> rule(MatchedRuleValue rule) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", rule.getRuleId());
    fields.put("index", rule.getRuleIndex());
    return fields;
  }

  private static Map<String, Object> inputs(DecisionEvaluationRecordValue decision) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    decision.getEvaluatedDecisions().stream()
        .map(EvaluatedDecisionValue::getEvaluatedInputs)
        .flatMap(List::stream)
        .forEach(it -> inputs.put(it.getInputName(), Json.parsed(it.getInputValue()).value()));
    return inputs;
  }
}
