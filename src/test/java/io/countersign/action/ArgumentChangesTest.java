package io.countersign.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.countersign.action.ProposedAction.BusinessObject;
import io.countersign.action.ProposedAction.Context;
import io.countersign.action.ProposedAction.ProposingAgent;
import io.countersign.action.ProposedAction.Target;
import io.countersign.web.RefusedException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reviewer changes is another action under another digest, and nothing else changes. */
class ArgumentChangesTest {

  private static final Map<String, Object> ARGUMENTS =
      Map.of("amount", 240, "currency", "EUR", "lines", List.of(1, 2), "to", Map.of("iban", "DE"));

  @Property
  void anotherAmountIsAnotherDigestAndTheSameAmountIsNoChange(
      @ForAll @IntRange(min = 1, max = 100_000) int from,
      @ForAll @IntRange(min = 1, max = 100_000) int to) {
    ProposedAction action = action(Map.of("amount", from));

    if (from == to) {
      assertRefused(action, "{\"amount\": " + to + ".0}", "Nothing is changed.");
    } else {
      ProposedAction changed = action.changed("anna", "Support", "{\"amount\": " + to + "}");
      assertThat(changed.digest()).isNotEqualTo(action.digest());
      assertThat(changed.digest()).isEqualTo(action(Map.of("amount", to)).digest());
      assertThat(changed.matchesItsDigest()).isTrue();
      assertThat(changed.requestDigest()).isEqualTo(action.requestDigest());
    }
  }

  @Property
  void aDigestIsKnownAgainAfterItsArgumentsTravelledAsJson(
      @ForAll String text, @ForAll double number, @ForAll int whole, @ForAll boolean flag)
      throws JsonProcessingException {
    if (!Double.isFinite(number) || !text.matches("[\\x20-\\uD7FF]*")) {
      return;
    }
    ProposedAction action =
        action(Map.of("t", text, "n", number, "w", whole, "f", flag, "l", List.of(text, number)));
    var json = JsonMapper.builder().addModule(new JavaTimeModule()).build();

    ProposedAction arrived = json.readValue(json.writeValueAsString(action), ProposedAction.class);

    assertThat(arrived.matchesItsDigest()).isTrue();
  }

  @Test
  void keepsTheDigestOfTheProposalOverSeveralChanges() {
    ProposedAction action = action(ARGUMENTS);

    ProposedAction twice =
        action
            .changed("anna", "Support", "{\"amount\": 200}")
            .changed("frida", "Finance", "{\"currency\": \"USD\"}");

    assertThat(twice.change().from()).isEqualTo(action.digest());
    assertThat(twice.change().by()).isEqualTo("frida");
    assertThat(twice.change().arguments()).isEqualTo(Map.of("amount", 200, "currency", "USD"));
    assertThat(twice.arguments().get("lines")).isEqualTo(List.of(1, 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"recipient\": \"me\"} | There is no argument recipient",
        "{\"amount\": null} | must keep a value",
        "{\"to\": {\"iban\": \"FR\"}} | is an object",
        "{\"amount\": {\"value\": 1}} | is an object",
        "{\"amount\": 1, \"amount\": 2} | each name once",
        "{\"amount\": 1} {\"amount\": 2} | each name once",
        "{} | Nothing is changed",
        "[200] | well-formed JSON object",
        "200 | well-formed JSON object",
        "amount: 200 | well-formed JSON object",
        "{\"amount\": 9007199254740993} | too small or too precise",
      })
  void refusesWhatIsNoChangeOfAnArgument(String changes, String why) {
    assertRefused(action(ARGUMENTS), changes, why);
  }

  @Test
  void anActionWhoseArgumentsWereTamperedWithIsNotWhatItsDigestSays() {
    ProposedAction action = action(Map.of("amount", 240));
    ProposedAction tampered =
        new ProposedAction(
            action.id(),
            action.agent(),
            action.type(),
            action.summary(),
            action.businessObject(),
            Map.of("amount", 241),
            action.target(),
            action.context(),
            null,
            null,
            null,
            null,
            null,
            action.digest(),
            action.requestDigest(),
            action.proposedAt(),
            null);

    assertThat(tampered.matchesItsDigest()).isFalse();
  }

  private static void assertRefused(ProposedAction action, String changes, String why) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> action.changed("anna", "Support", changes))
        .withMessageContaining(why);
  }

  private static ProposedAction action(Map<String, Object> arguments) {
    var object = new BusinessObject("order", "1042");
    var target = new Target("payments.refund", "production");
    return new ProposedAction(
        "act_1",
        new ProposingAgent("support-agent", "Support agent", "ben", true),
        "refund.issue",
        "Refund",
        object,
        arguments,
        target,
        new Context(Map.of(), Map.of()),
        null,
        null,
        null,
        null,
        null,
        ActionDigest.ofExecution("refund.issue", object, arguments, target),
        "sha256:request",
        Instant.parse("2026-03-02T09:00:00Z"),
        null);
  }
}
