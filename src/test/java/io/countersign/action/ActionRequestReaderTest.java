package io.countersign.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionRequestReaderTest {

  private static final String VALID =
      """
      {"type": "refund.issue", "summary": "Refund 240 EUR on order 1042",
       "businessObject": {"type": "order", "id": "1042"},
       "arguments": {"amount": 240.5, "currency": "EUR", "reason": "damaged"},
       "target": {"tool": "payments.refund", "environment": "production"},
       "context": {"observed": {"orderTotal": 260}, "reported": {"rationale": "photo"}},
       "requestedBy": "customer-7", "callbackUrl": "https://agent.example/callback",
       "correlation": {"workflowId": "w", "runId": "r", "traceparent": "t"}}
      """;

  @Test
  void readsAProposal() {
    ActionRequest request = read(VALID);

    assertThat(request.businessObject().id()).isEqualTo("1042");
    assertThat(request.arguments()).containsEntry("amount", new BigDecimal("240.5"));
    assertThat(request.context().reported()).containsEntry("rationale", "photo");
  }

  @Test
  void readsAProposalWithoutTheOptionalFields() {
    var request =
        read(
            """
            {"type": "a.b", "summary": "s", "businessObject": {"type": "t", "id": "i"},
             "arguments": {}, "target": {"tool": "t", "environment": "e"}}
            """);

    assertThat(request.context()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"summary\": \"Refund 240 EUR on order 1042\"|\"summary\": \"\"|summary",
        "\"summary\": \"Refund 240 EUR on order 1042\"|\"summary\": 7|summary",
        "\"type\": \"refund.issue\"|\"type\": \"Refund Issue\"|type",
        "\"type\": \"refund.issue\"|\"type\": null|type",
        "{\"type\": \"order\", \"id\": \"1042\"}|null|businessObject",
        "\"id\": \"1042\"|\"id\": 1042|businessObject.id",
        "\"id\": \"1042\"|\"id\": \" \"|businessObject.id",
        "{\"amount\": 240.5, \"currency\": \"EUR\", \"reason\": \"damaged\"}|[1]|arguments",
        "240.5|9007199254740993|arguments.amount",
        "240.5|1e400|arguments.amount",
        "240.5|1e-320|arguments.amount",
        "240.5|0.10000000000000000001|arguments.amount",
        "240.5|[1, {\"x\": 123456789012345678901234567890}]|arguments.amount[1].x",
        "\"EUR\"|\"\\ud800\"|arguments.currency",
        "\"orderTotal\": 260|\"orderTotal\": 1e999|context.observed.orderTotal",
        "\"environment\": \"production\"|\"environment\": true|target.environment",
        "\"workflowId\": \"w\"|\"workflowId\": {}|correlation.workflowId",
      })
  void namesTheFieldThatIsNotValid(String part, String replacement, String field) {
    assertRefused(VALID.replace(part, replacement), ErrorCode.INVALID_FIELD, field);
  }

  @ParameterizedTest
  @CsvSource({"summary, 501", "requestedBy, 201", "callbackUrl, 2001"})
  void refusesOverlongText(String field, int length) {
    String json =
        VALID.replaceFirst(
            "\"" + field + "\": \"[^\"]*\"", "\"" + field + "\": \"" + "x".repeat(length) + "\"");

    assertRefused(json, ErrorCode.INVALID_FIELD, field);
  }

  @Test
  void namesAFieldItDoesNotKnow() {
    assertRefused(
        VALID.replace("\"id\"", "\"idd\""), ErrorCode.UNKNOWN_FIELD, "businessObject.idd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"text\"",
        "{",
        "{\"type\": \"a.b\", \"type\": \"c.d\"}",
        "{} {}",
        "{\"type\": nonsense}"
      })
  void refusesWhatIsNotOneWellFormedObject(String json) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> read(json))
        .satisfies(refused -> assertThat(refused.code().status().value()).isEqualTo(400));
  }

  @Test
  void refusesNestingThatIsTooDeep() {
    String deep = "{\"x\": ".repeat(40) + "1" + "}".repeat(40);

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> read(VALID.replace("240.5", deep)));
  }

  private static void assertRefused(String json, ErrorCode code, String field) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> read(json))
        .satisfies(
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.field()).isEqualTo(field);
            });
  }

  private static ActionRequest read(String json) {
    return ActionRequestReader.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
