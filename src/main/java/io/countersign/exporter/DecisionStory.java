package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.DecisionEvaluationIntent;
import io.camunda.zeebe.protocol.record.value.DecisionEvaluationRecordValue;
import io.camunda.zeebe.protocol.record.value.EvaluatedDecisionValue;
import io.camunda.zeebe.protocol.record.value.MatchedRuleValue;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells which rows of which table decided, what their annotations say, and from what.
 *
 * @param notes the annotation of each row, as far as it is known
 */
record DecisionStory(Map<String, String> notes) {

  private static final int LONGEST_ANSWER = 500;

  Optional<Line> of(Record<?> record, DecisionEvaluationRecordValue decision) {
    return switch (record.getIntent()) {
      case DecisionEvaluationIntent.EVALUATED -> Optional.of(evaluated(decision));
      case DecisionEvaluationIntent.FAILED -> Optional.of(failed(decision));
      default -> Optional.empty();
    };
  }

  private Line evaluated(DecisionEvaluationRecordValue decision) {
    Json output = Json.parsed(decision.getDecisionOutput());
    int version = decision.getDecisionVersion();
    String row = row(decision);
    return switch (decision.getDecisionId()) {
      case "control" ->
          line(
                  EntryKind.CONTROL_DECIDED,
                  Sentence.CONTROL_DECIDED.of(
                      version, row, output.said("control"), output.said("reason")),
                  decision)
              .fact("control", output.text("control"))
              .fact("reason", output.text("reason"))
              .action("controlRule", row);
      case "approvalRoute" ->
          line(
                  EntryKind.ROUTE_CHOSEN,
                  Sentence.ROUTE_CHOSEN.of(version, row, output.said("name"), stages(output)),
                  decision)
              .fact("route", output.text("name"))
              .action("route", output.value())
              .action("routeName", output.text("name"));
      default ->
          line(
              EntryKind.TABLE_DECIDED,
              Sentence.TABLE_DECIDED.of(
                  decision.getDecisionName(),
                  version,
                  row,
                  Words.cut(decision.getDecisionOutput(), LONGEST_ANSWER)),
              decision);
    };
  }

  private Line failed(DecisionEvaluationRecordValue decision) {
    String why = decision.getEvaluationFailureMessage();
    return Line.warning(
            EntryKind.TABLE_FAILED,
            Actor.policy(),
            Sentence.TABLE_FAILED.of(
                decision.getDecisionName(), decision.getDecisionVersion(), why),
            decision.getElementId())
        .fact("table", decision.getDecisionId())
        .fact("tableVersion", decision.getDecisionVersion())
        .fact("reason", why)
        .detail("failedDecisionId", decision.getFailedDecisionId())
        .detail("inputs", inputs(decision));
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

  private Line line(EntryKind kind, String sentence, DecisionEvaluationRecordValue decision) {
    List<MatchedRuleValue> rules = matched(decision);
    List<String> annotations =
        rules.stream().map(it -> notes.get(it.getRuleId())).filter(Objects::nonNull).toList();
    return Line.info(kind, Actor.policy(), sentence, decision.getElementId())
        .fact("table", decision.getDecisionId())
        .fact("tableVersion", decision.getDecisionVersion())
        .fact("rows", rules.stream().map(MatchedRuleValue::getRuleId).toList())
        .fact("annotations", annotations.isEmpty() ? null : annotations)
        .detail("decisionId", decision.getDecisionId())
        .detail("decisionKey", Long.toString(decision.getDecisionKey()))
        .detail("decisionVersion", decision.getDecisionVersion())
        .detail("inputs", inputs(decision))
        .detail("rules", rules.stream().map(this::rule).toList())
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

  private Map<String, Object> rule(MatchedRuleValue rule) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", rule.getRuleId());
    fields.put("index", rule.getRuleIndex());
    if (notes.containsKey(rule.getRuleId())) {
      fields.put("annotation", notes.get(rule.getRuleId()));
    }
    Map<String, Object> outputs = new LinkedHashMap<>();
    rule.getEvaluatedOutputs()
        .forEach(it -> outputs.put(it.getOutputName(), Json.parsed(it.getOutputValue()).value()));
    fields.put("outputs", outputs);
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
