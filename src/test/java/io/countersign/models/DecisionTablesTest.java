package io.countersign.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.client.api.response.EvaluateDecisionResponse;
import io.camunda.client.api.response.MatchedDecisionRule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
        control("PurchaseOrderPlace", "review", money("purchase-order.place", 10)),
        control("AnythingElse", "blocked", money("purchase-order.place", null)),
        control("CampaignSend", "review", plain("campaign.send", "production")),
        control("ProductionWrite", "review", plain("production.write", "production")),
        control("AnythingElse", "blocked", unknown(plain("production.write", "production"))),
        route("RefundBySupport", money("refund.issue", 0)),
        route("RefundBySupport", money("refund.issue", 1000)),
        route("RefundByFinance", money("refund.issue", 1000.01)),
        route("RefundByFinance", money("refund.issue", 2000)),
        route("RefundByManagers", money("refund.issue", 2000.01)),
        route("PaymentByFinance", money("payment.release", 1)),
        route("AccessBySecurity", plain("access.disable", "test")),
        route("PurchaseOrderByFourEyes", money("purchase-order.place", 1)),
        route("CampaignByBestOfThree", plain("campaign.send", "test")),
        route("ContractByFinanceAndLegal", plain("contract.sign", "test")),
        route("ProductionInEmergency", plain("production.write", "test")),
        route("MessageBySupport", plain("message.send", "test")),
        route("AnythingElse", money("refund.issue", null)),
        route("AnythingElse", plain("database.drop", "test")),
        route("AnythingElse", plain(null, null)));
  }

  /** What the route of an action looks like: its steps, and the second looks. */
  static Stream<Arguments> routes() {
    return Stream.of(
        arguments("Refund by support 1/1", money("refund.issue", 240)),
        arguments("Refund by finance 1/1", money("refund.issue", 1800)),
        arguments("Refund by finance 1/1, Refund by a manager 1/1", money("refund.issue", 4000)),
        arguments("Payment by finance 2/2", money("payment.release", 1)),
        arguments("Access by security 1/1", plain("access.disable", "production")),
        arguments("Purchase order by procurement 2/1", money("purchase-order.place", 1)),
        arguments("Campaign by marketing 2/2", plain("campaign.send", "production")),
        arguments(
            "Contract by legal 1/1 + Contract by finance 1/1",
            plain("contract.sign", "production")),
        arguments(
            "Production write by operations 1/1 | Second look by security 1/1",
            plain("production.write", "production")),
        arguments("Message by support 1/1", plain("message.send", "production")),
        arguments("Anything else by security 1/1", plain("database.drop", "test")));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aRouteHasItsStagesInOrder(String stages, Map<String, Object> facts)
      throws JsonProcessingException {
    JsonNode route =
        ModelEngine.JSON.readTree(engine.decide("approvalRoute", facts).getDecisionOutput());

    String before = stream(route.path("steps")).map(this::step).collect(Collectors.joining(", "));
    String afterwards = step(route.path("afterwards"));
    assertThat(afterwards.isEmpty() ? before : before + " | " + afterwards).isEqualTo(stages);
    assertThat(route.path("steps").findValuesAsText("process"))
        .allMatch(it -> it.equals("stage-review") || it.equals("legal-sign-off"));
  }

  private String step(JsonNode stages) {
    return stream(stages)
        .map(
            it ->
                "%s %s/%s"
                    .formatted(
                        it.path("name").asText(), it.path("approvals"), it.path("rejections")))
        .collect(Collectors.joining(" + "));
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  @Test
  void everyRouteHasAStageAndEveryStageARoute() {
    String model = ModelEngine.read(java.nio.file.Path.of("dmn", "approval-route.dmn"));
    Set<String> routes = texts(model, "LiteralExpression_(?!Stage)\\w+_name");

    assertThat(texts(model, "UnaryTests_Stage\\w+_route")).isEqualTo(routes);
  }

  private static Set<String> texts(String model, String id) {
    return Pattern.compile("id=\"" + id + "\">\\s*<text>(.*?)</text>")
        .matcher(model)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyRowDecidesAsItSays(Row row) throws JsonProcessingException {
    EvaluateDecisionResponse answer = engine.decide(row.decision(), row.facts());

    assertThat(matched(answer)).containsExactly(row.ruleId());
    if (row.decision().equals("control")) {
      assertThat(output(answer)).containsAllEntriesOf(row.out());
      assertThat(output(answer).values()).doesNotContainNull();
    }
  }

  @Test
  void everyRowHasACase() {
    Stream.of("control", "approval-route")
        .forEach(
            file -> {
              String decision = file.equals("control") ? "control" : "routeName";
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
        .extractingByKey("steps")
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .isNotEmpty();
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
    return Pattern.compile("<rule id=\"(Rule_(?!Stage)[^\"]+)\"")
        .matcher(ModelEngine.read(java.nio.file.Path.of("dmn", file + ".dmn")))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static Row control(String rule, String control, Map<String, Object> facts) {
    return new Row("control", "Rule_" + rule, facts, Map.of("control", control));
  }

  private static Row route(String rule, Map<String, Object> facts) {
    return new Row("routeName", "Rule_" + rule, facts, Map.of());
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
