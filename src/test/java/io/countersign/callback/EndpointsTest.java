package io.countersign.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EndpointsTest {

  private static final String PUBLIC = "https://93.184.215.14/callback";

  private final CallbackScenario scenario = new CallbackScenario();

  @Test
  void storesNoSecretOpen() throws Exception {
    var made = scenario.registered(PUBLIC);
    var next = scenario.endpoints().rotate(CallbackScenario.ADMIN, made.id(), null);

    String stored = Files.readString(scenario.storedEndpoints());

    assertThat(stored)
        .contains(made.id())
        .contains(made.keys().getFirst().publicKey())
        .doesNotContain(made.secret().substring("whsec_".length()))
        .doesNotContain(next.secret().substring("whsec_".length()));
  }

  @Test
  void cannotUseASecretInThePlaceOfAnother() throws Exception {
    var one = scenario.registered(PUBLIC);
    var other = scenario.registered(PUBLIC);
    scenario
        .file()
        .change(one.id(), it -> it.withKeys(scenario.file().find(other.id()).orElseThrow().keys()));

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                scenario
                    .routes()
                    .of(CallbackScenario.action(one.id(), null), CallbackEvent.DECIDED));
  }

  @Test
  void sealsEverythingAgainAfterARotationOfTheSealingKey() {
    byte[] old = new byte[32];
    byte[] next = {
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
      27, 28, 29, 30, 31, 32
    };
    String id = scenario.registered(PUBLIC).id();

    scenario.sealedWith(() -> List.of(next, old)).file();
    scenario.sealedWith(() -> List.of(next));

    assertThat(scenario.routes().of(CallbackScenario.action(id, null), CallbackEvent.DECIDED))
        .isInstanceOf(CallbackRoute.To.class);
  }

  @Test
  void registersNoPrivateAddress() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> scenario.registered("https://10.0.0.1/"))
        .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.CALLBACK_ADDRESS_REFUSED))
        .satisfies(it -> assertThat(it.field()).isEqualTo("url"));
    assertThat(scenario.file().all()).isEmpty();
  }

  @Test
  void aProposalMayNameAnEndpointOfItsAgentOnly() {
    String own = scenario.registered(PUBLIC).id();
    String other = scenario.registered("other-agent", PUBLIC).id();

    assertThat(scenario.routes().endpoint("support-agent", own, null)).isEqualTo(own);
    for (String foreign : List.of(other, "ep_unknown")) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> scenario.routes().endpoint("support-agent", foreign, null))
          .withMessage("This agent has no endpoint with this id.")
          .satisfies(it -> assertThat(it.field()).isEqualTo("callbackEndpoint"));
    }
  }

  @Test
  void withoutANameTheFirstEnabledEndpointOfTheAgentIsTold() {
    scenario.registered("other-agent", PUBLIC);
    String first = scenario.registered(PUBLIC).id();
    String second = scenario.registered(PUBLIC).id();

    assertThat(scenario.routes().endpoint("support-agent", null, null)).isEqualTo(first);
    scenario.endpoints().disable(CallbackScenario.ADMIN, first);
    assertThat(scenario.routes().endpoint("support-agent", null, null)).isEqualTo(second);
    scenario.endpoints().enable(CallbackScenario.ADMIN, first);
    assertThat(scenario.routes().endpoint("support-agent", null, null)).isEqualTo(first);
    scenario.endpoints().remove(CallbackScenario.ADMIN, first);
    scenario.endpoints().remove(CallbackScenario.ADMIN, second);
    assertThat(scenario.routes().endpoint("support-agent", null, null)).isNull();
  }

  @Test
  void theHistoryLearnsWhoDidWhatToAnEndpoint() {
    var made = scenario.registered("https://93.184.215.14/callback?token=open");
    scenario.endpoints().rotate(CallbackScenario.ADMIN, made.id(), Duration.ofHours(1));
    scenario.endpoints().disable(CallbackScenario.ADMIN, made.id());
    scenario.endpoints().enable(CallbackScenario.ADMIN, made.id());
    scenario.endpoints().remove(CallbackScenario.ADMIN, made.id());

    List<String> told = scenario.administration().words();

    String where = made.id() + " by admin {agent=support-agent, ";
    assertThat(told)
        .containsExactlyInAnyOrder(
            "endpoint-registered " + where + "events=action.decided, host=93.184.215.14}",
            "endpoint-secret-rotated "
                + where
                + "host=93.184.215.14, oldEndsAt=2026-03-02T10:30:00Z}",
            "endpoint-disabled " + where + "host=93.184.215.14}",
            "endpoint-enabled " + where + "host=93.184.215.14}",
            "endpoint-removed " + where + "host=93.184.215.14}");
    assertThat(told.toString()).doesNotContain("whsec", "token");
  }

  @Test
  void nobodyIsToldMoreWhileTheEngineIsAway() throws Exception {
    var one = scenario.registered(PUBLIC);
    var other = scenario.registered(PUBLIC);
    scenario.endpoints().disable(CallbackScenario.ADMIN, one.id());
    String before = Files.readString(scenario.storedEndpoints());
    scenario.administration().away(true);

    for (ThrowingCallable granting :
        List.<ThrowingCallable>of(
            () -> scenario.registered(PUBLIC),
            () -> scenario.endpoints().enable(CallbackScenario.ADMIN, one.id()),
            () -> scenario.endpoints().rotate(CallbackScenario.ADMIN, other.id(), null))) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(granting)
          .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.ENGINE_UNAVAILABLE));
    }

    assertThat(Files.readString(scenario.storedEndpoints())).isEqualTo(before);
  }

  @Test
  void anEndpointIsDisabledAndRemovedWhileTheEngineIsAway() {
    var one = scenario.registered(PUBLIC);
    var other = scenario.registered(PUBLIC);
    scenario.administration().away(true);

    scenario.endpoints().disable(CallbackScenario.ADMIN, one.id());
    scenario.endpoints().remove(CallbackScenario.ADMIN, other.id());

    assertThat(scenario.routes().endpoint("support-agent", null, null)).isNull();
    assertThat(scenario.administration().away(false).words())
        .hasSize(4)
        .anyMatch(it -> it.startsWith("endpoint-disabled " + one.id()))
        .anyMatch(it -> it.startsWith("endpoint-removed " + other.id()));
  }

  @Test
  void refusesAFreeAddressWherePolicyDoesNotAllowIt() {
    var strict = new CallbackScenario().withoutFreeAddresses();

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> strict.routes().endpoint("support-agent", null, PUBLIC))
        .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.CALLBACK_ADDRESS_REFUSED))
        .satisfies(it -> assertThat(it.field()).isEqualTo("callbackUrl"));
  }

  @Test
  void refusesAFreeAddressThatCannotBeSignedFor() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> scenario.routes().endpoint("stray-agent", null, PUBLIC));
  }
}
