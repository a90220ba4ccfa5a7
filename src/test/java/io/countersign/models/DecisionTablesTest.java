package io.countersign.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.camunda.client.api.response.EvaluateDecisionResponse;
import io.camunda.client.api.response.MatchedDecisionRule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of every table, decided by the engine's own DMN. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionTablesTest {

  private ModelEngine engine;

  @BeforeAll
  void start() {
    engine = new ModelEngine().deployModels();
  }

  @AfterAll
  void stop() {
    engine.close();
  }

  /** Facts that hit a row, and what the row must answer. */
  record Row(String decision, String ruleId, Map<String, Object> facts, Map<String, Object> out) {}

  static List<Row> rows() {
    return List.of(
        control("AmountMissingOrNegative", "blocked", money("refund.issue", -1)),
        control("AmountMissingOrNegative", "blocked", money("refund.issue", null)),
        control("AmountMissingOrNegative", "blocked", money("payment.release", null)),
        control("CurrencyNotAccepted", "blocked", in("JPY", money("refund.issue", 20))),
        control("CurrencyNotAccepted", "blocked", in("eur", money("refund.issue", 20))),
        control("CurrencyNotAccepted", "blocked", in(null, money("payment.release", 20))),
        control("RefundSmall", "autonomous", money("refund.issue", 0)),
        control("RefundSmall", "autonomous", in("USD", money("refund.issue", 50))),
        control("RefundSmall", "autonomous", in("GBP", money("refund.issue", 49.99))),
        control("RefundMedium", "review", unknown(money("refund.issue", 50))),
        control("RefundMedium", "review", money("refund.issue", 50.01)),
        control("RefundMedium", "review", money("refund.issue", 1000)),
        control("RefundLarge", "review", money("refund.issue", 1000.01)),
        control("RefundLarge", "review", money("refund.issue", 5000)),
        control("RefundTooLarge", "blocked", money("refund.issue", 5000.01)),
        control("PaymentRelease", "review", money("payment.release", 99999)),
        control("AccessDisable", "review", plain("access.disable", "production")),
        control("ContractSign", "review", plain("contract.sign", "production")),
        control("MessageOutsideProduction", "autonomous", plain("message.send", "test")),
        control("MessageOutsideProduction", "autonomous", plain("message.send", "staging")),
        control("MessageAnywhereElse", "review", plain("message.send", "production")),
        control("MessageAnywhereElse", "review", unknown(plain("message.send", "test"))),
        control("AnythingElse", "blocked", plain("message.send", "moon")),
        control("AnythingElse", "blocked", plain("database.drop", "test")),
        control("AnythingElse", "blocked", plain(null, null)),
        route("RefundBySupport", "support", "PT4H", false, money("refund.issue", 0)),
        route("RefundBySupport", "support", "PT4H", false, money("refund.issue", 1000)),
        route("RefundByFinance", "finance", "PT8H", true, money("refund.issue", 1000.01)),
        route("PaymentByFinance", "finance", "PT8H", true, money("payment.release", 1)),
        route("AccessBySecurity", "security", "PT1H", false, plain("access.disable", "test")),
        route("ContractByLegal", "legal", "PT48H", true, plain("contract.sign", "test")),
        route("MessageBySupport", "support", "PT2H", false, plain("message.send", "test")),
        route("AnythingElse", "security", "PT1H", true, money("refund.issue", null)),
        route("AnythingElse", "security", "PT1H", true, plain("database.drop", "test")),
        route("AnythingElse", "security", "PT1H", true, plain(null, null)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyRowDecidesAsItSays(Row row) throws JsonProcessingException {
    EvaluateDecisionResponse answer = engine.decide(row.decision(), row.facts());

    assertThat(matched(answer)).containsExactly(row.ruleId());
    assertThat(output(answer)).containsAllEntriesOf(row.out());
    assertThat(output(answer).values()).doesNotContainNull();
  }

  @Test
  void everyRowHasACase() {
    Stream.of("control", "approval-route")
        .forEach(
            file -> {
              String decision = file.equals("control") ? "control" : "approvalRoute";
              assertThat(
                      rows().stream()
                          .filter(row -> row.decision().equals(decision))
                          .map(Row::ruleId)
                          .collect(Collectors.toSet()))
                  .containsExactlyInAnyOrderElementsOf(ruleIds(file));
            });
  }

  static Stream<Map<String, Object>> oddFacts() {
    return Stream.of(
        Map.of(),
        facts("refund.issue", "production", "20", "EUR", true),
        facts("refund.issue", "production", true, "EUR", true),
        facts("refund.issue", "production", 20, 978, true),
        facts("refund.issue", "production", 20, List.of("EUR"), true),
        facts("payment.release", "production", Map.of("value", 20), "EUR", true),
        facts(List.of("refund.issue"), "production", 20, "EUR", true),
        facts(7, 7, 7, 7, 7));
  }

  @ParameterizedTest
  @MethodSource("oddFacts")
  void factsOfAWrongKindAreBlocked(Map<String, Object> facts) throws JsonProcessingException {
    assertThat(output(engine.decide("control", facts))).containsEntry("control", "blocked");
  }

  @ParameterizedTest
  @MethodSource("oddFacts")
  void factsOfAWrongKindStillHaveARoute(Map<String, Object> facts) throws JsonProcessingException {
    assertThat(output(engine.decide("approvalRoute", facts)))
        .containsKeys("role", "process", "decideWithin");
  }

  @Test
  void anAgentThatIsKnownOnlyAsAWordIsNotKnown() throws JsonProcessingException {
    Map<String, Object> facts = facts("refund.issue", "production", 20, "EUR", "true");

    assertThat(output(engine.decide("control", facts))).containsEntry("control", "review");
  }

  private static List<String> matched(EvaluateDecisionResponse answer) {
    return answer.getEvaluatedDecisions().getFirst().getMatchedRules().stream()
        .map(MatchedDecisionRule::getRuleId)
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> output(EvaluateDecisionResponse answer)
      throws JsonProcessingException {
    return ModelEngine.JSON.readValue(answer.getDecisionOutput(), Map.class);
  }

  private static List<String> ruleIds(String file) {
    return Pattern.compile("<rule id=\"([^\"]+)\"")
        .matcher(ModelEngine.read(java.nio.file.Path.of("dmn", file + ".dmn")))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static Row control(String rule, String control, Map<String, Object> facts) {
    return new Row("control", "Rule_" + rule, facts, Map.of("control", control));
  }

  private static Row route(
      String rule, String role, String within, boolean comment, Map<String, Object> facts) {
    return new Row(
        "approvalRoute",
        "Rule_" + rule,
        facts,
        Map.of(
            "role",
            role,
            "decideWithin",
            within,
            "commentRequired",
            comment,
            "approvals",
            1,
            "rejections",
            1,
            "process",
            "stage-review"));
  }

  private static Map<String, Object> money(String type, @Nullable Object amount) {
    return facts(type, "production", amount, "EUR", true);
  }

  private static Map<String, Object> plain(@Nullable Object type, @Nullable Object environment) {
    return facts(type, environment, null, null, true);
  }

  private static Map<String, Object> in(@Nullable String currency, Map<String, Object> facts) {
    facts.put("currency", currency);
    return facts;
  }

  private static Map<String, Object> unknown(Map<String, Object> facts) {
    facts.put("agentKnown", false);
    return facts;
  }

  private static Map<String, Object> facts(@Nullable Object... values) {
    List<String> names = Arrays.asList("type", "environment", "amount", "currency", "agentKnown");
    Map<String, Object> facts = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      facts.put(names.get(i), values[i]);
    }
    return facts;
  }
}
