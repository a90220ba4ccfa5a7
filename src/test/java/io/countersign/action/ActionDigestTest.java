package io.countersign.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ActionDigestTest {

  private static final String BODY =
      """
      {"type": "refund.issue", "summary": "one", "businessObject": {"type": "order", "id": "1042"},
       "arguments": {"amount": 240, "currency": "EUR"},
       "target": {"tool": "payments.refund", "environment": "production"}}
      """;

  @Test
  void doesNotDependOnTheOrderOfFieldsOrTheSpellingOfNumbers() {
    String other =
        """
        {"target": {"environment": "production", "tool": "payments.refund"},
         "arguments": {"currency": "EUR", "amount": 2.40e2},
         "businessObject": {"id": "1042", "type": "order"}, "summary": "one",
         "type": "refund.issue"}
        """;

    assertThat(execution(other)).isEqualTo(execution(BODY));
    assertThat(ActionDigest.ofRequest(read(other), null))
        .isEqualTo(ActionDigest.ofRequest(read(BODY), null));
  }

  @Test
  void changesWithEveryByteOfTheArguments() {
    assertThat(execution(BODY.replace("240", "241"))).isNotEqualTo(execution(BODY));
  }

  @Test
  void coversWhatIsExecutedAndNotHowItIsTold() {
    String told = BODY.replace("\"one\"", "\"two\"");

    assertThat(execution(told)).isEqualTo(execution(BODY));
    assertThat(ActionDigest.ofRequest(read(told), null))
        .isNotEqualTo(ActionDigest.ofRequest(read(BODY), null));
  }

  /** Computed with another implementation: printf of the canonical form, piped to sha256sum. */
  @Test
  void hashesTheCanonicalForm() throws Exception {
    String canonical =
        "{\"arguments\":{\"amount\":240,\"currency\":\"EUR\"},"
            + "\"businessObject\":{\"id\":\"1042\",\"type\":\"order\"},"
            + "\"target\":{\"environment\":\"production\",\"tool\":\"payments.refund\"},"
            + "\"type\":\"refund.issue\"}";
    byte[] hash = ActionDigest.sha256(canonical.getBytes(StandardCharsets.UTF_8));

    assertThat(execution(BODY)).isEqualTo("sha256:" + java.util.HexFormat.of().formatHex(hash));
  }

  @Test
  void derivesTheSameIdFromTheSameAgentAndKeyOnly() {
    assertThat(ActionId.of("a", "k")).isEqualTo(ActionId.of("a", "k")).matches(ActionId::isOne);
    assertThat(ActionId.of("a", "k")).isNotEqualTo(ActionId.of("b", "k"));
    assertThat(ActionId.of("a", "k")).isNotEqualTo(ActionId.of("a", "K"));
  }

  private static String execution(String json) {
    return ActionDigest.ofExecution(read(json));
  }

  private static ActionRequest read(String json) {
    return ActionRequestReader.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
