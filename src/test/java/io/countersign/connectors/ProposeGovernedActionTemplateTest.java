package io.countersign.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The template's fields become one request that the API takes, and its answer one variable. */
@Timeout(60)
class ProposeGovernedActionTemplateTest {

  private static final Map<String, Object> ORDER =
      Map.of("order", Map.of("id", 1042, "total", 260), "amount", 18.5);

  private final ElementTemplate template = ElementTemplate.read();
  private final FakeCountersign countersign = new FakeCountersign();
  private final ConnectorEngine engine =
      new ConnectorEngine(
          Map.of(
              "COUNTERSIGN_URL", countersign.url(), "COUNTERSIGN_AGENT_KEY", "key-of-the-agent"));

  @AfterEach
  void stop() {
    engine.close();
    countersign.close();
  }

  @Test
  void everyFieldArrivesWhereTheApiWantsIt() {
    Map<String, String> fields = required();
    fields.put("observed", "={orderTotal: order.total}");
    fields.put("reported", "={rationale: \"The photo shows a broken screen.\"}");
    fields.put("requestedBy", "customer-17");
    fields.put("callbackUrl", "https://agent.example/decisions");
    fields.put("idempotencyKey", "=\"refund-\" + string(order.id)");

    run(fields);

    var proposal = countersign.proposals().getFirst();
    assertThat(proposal.method()).isEqualTo("POST");
    assertThat(proposal.path()).isEqualTo("/v1/actions");
    assertThat(proposal.body())
        .isEqualTo(
            Map.of(
                "type",
                "refund.issue",
                "summary",
                "Refund on order 1042",
                "businessObject",
                Map.of("type", "order", "id", "1042"),
                "arguments",
                Map.of("amount", 18.5, "currency", "EUR"),
                "target",
                Map.of("tool", "payments.refund", "environment", "production"),
                "context",
                Map.of(
                    "observed", Map.of("orderTotal", 260),
                    "reported", Map.of("rationale", "The photo shows a broken screen.")),
                "requestedBy",
                "customer-17",
                "callbackUrl",
                "https://agent.example/decisions"));
    assertThat(proposal.headers().getFirst("Authorization")).isEqualTo("Bearer key-of-the-agent");
    assertThat(proposal.headers().getFirst("Idempotency-Key")).isEqualTo("refund-1042");
    assertThat(proposal.headers().getFirst("Prefer")).isEqualTo("wait=10");
    assertThat(proposal.headers().getFirst("Content-Type")).startsWith("application/json");
  }

  @Test
  void whatIsLeftEmptyIsLeftOut() {
    run(required());

    assertThat(countersign.proposals().getFirst().body())
        .containsOnlyKeys("type", "summary", "businessObject", "arguments", "target", "context");
  }

  @Test
  void digitsTypedAsAnIdStayText() {
    Map<String, String> fields = required();
    fields.put("businessObjectId", "1042");

    run(fields);

    assertThat(countersign.proposals().getFirst().body())
        .containsEntry("businessObject", Map.of("type", "order", "id", "1042"));
  }

  @Test
  void aPendingActionLeavesItsIdAndNoVerdict() throws IOException {
    run(required());

    JsonNode result = result();
    assertThat(result.path("id").asText()).isEqualTo(FakeCountersign.ACTION_ID);
    assertThat(result.path("digest").asText()).isEqualTo(FakeCountersign.DIGEST);
    assertThat(result.path("state").asText()).isEqualTo("in_review");
    assertThat(result.path("verdict").isNull()).isTrue();
  }

  @Test
  void aDecidedActionLeavesItsVerdictAndNothingElseLeaks() throws IOException {
    countersign.answersDecided("autonomous", "approved");

    run(required());

    assertThat(result().path("verdict").asText()).isEqualTo("approved");
    assertThat(result().path("control").asText()).isEqualTo("autonomous");
    assertThat(engine.processVariables())
        .containsExactlyInAnyOrder("order", "amount", "governedAction");
  }

  @Test
  void theKeyNeverReachesTheEngine() {
    run(required());

    assertThat(engine.log()).contains("{{secrets.COUNTERSIGN_AGENT_KEY}}");
    assertThat(engine.log()).doesNotContain("key-of-the-agent");
  }

  @Test
  void anEngineThatIsAwayIsAskedAgainWithTheSameKey() {
    countersign.refuses(503, "ENGINE_UNAVAILABLE", "Try again.");
    start(required());
    await().until(() -> countersign.proposals().size() == 1);
    await()
        .until(
            () -> {
              engine.letPass(Duration.ofSeconds(31));
              return countersign.proposals().size() == 2;
            });

    engine.awaitEnd("EndEvent_Proposed");
    List<String> keys =
        countersign.proposals().stream()
            .map(proposal -> proposal.headers().getFirst("Idempotency-Key"))
            .toList();
    assertThat(keys.getFirst()).hasSize(36);
    assertThat(keys.getLast()).isEqualTo(keys.getFirst());
    assertThat(engine.incidents()).isEmpty();
  }

  @Test
  void aRefusedFieldIsAnErrorWithTheCodeOfTheApi() {
    Map<String, String> fields = required();
    fields.put("arguments", "=null");

    start(fields);

    assertThat(engine.awaitIncident())
        .startsWith("UNHANDLED_ERROR_EVENT")
        .contains("INVALID_FIELD", "arguments: This field is required.");
    assertThat(engine.processVariables()).doesNotContain("governedAction");
  }

  @Test
  void aWrongKeyWaitsForAPersonAndIsNotTriedAgain() {
    countersign.refuses(401, "UNAUTHENTICATED", "The key is not known.");

    start(required());

    assertThat(engine.awaitIncident())
        .startsWith("JOB_NO_RETRIES")
        .contains("Countersign answered 401 UNAUTHENTICATED");
    assertThat(countersign.proposals()).hasSize(1);
  }

  @Test
  void anAnswerOfSomebodyElseIsNoDecision() {
    countersign.answers(200, "<html>Welcome</html>");

    start(required());

    assertThat(engine.awaitIncident()).contains("The answer names no action");
    assertThat(engine.processVariables()).doesNotContain("governedAction");
  }

  @Test
  void theIconOfThePanelIsTheFileBesideIt() throws IOException {
    String inline = template.json().at("/icon/contents").asText();

    assertThat(Base64.getDecoder().decode(inline.replace("data:image/svg+xml;base64,", "")))
        .isEqualTo(Files.readAllBytes(Path.of("connectors/propose-governed-action.svg")));
  }

  @Test
  void everyFieldOfThePanelHasAGroupADescriptionAndAnEntryInTheIndex() throws IOException {
    String index = Files.readString(Path.of("connectors/README.md"));

    assertThat(template.properties())
        .filteredOn(property -> !property.path("type").asText().equals("Hidden"))
        .allSatisfy(
            property -> {
              assertThat(template.json().path("groups").findValuesAsText("id"))
                  .contains(property.path("group").asText());
              assertThat(property.path("description").asText()).isNotBlank();
              assertThat(index).contains("| " + property.path("label").asText() + " |");
            });
  }

  private static Map<String, String> required() {
    return new HashMap<>(
        Map.of(
            "actionType", "refund.issue",
            "summary", "=\"Refund on order \" + string(order.id)",
            "businessObjectType", "order",
            "businessObjectId", "=order.id",
            "arguments", "={amount: amount, currency: \"EUR\"}",
            "tool", "payments.refund"));
  }

  private void run(Map<String, String> fields) {
    start(fields);
    engine.awaitEnd("EndEvent_Proposed");
  }

  private void start(Map<String, String> fields) {
    engine.run("propose", template.process("propose", fields), ORDER);
  }

  private JsonNode result() throws IOException {
    return new ObjectMapper().readTree(engine.variable("governedAction"));
  }
}
