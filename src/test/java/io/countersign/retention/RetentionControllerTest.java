package io.countersign.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.countersign.administration.AdministrationScenario;
import io.countersign.audit.ActionDocument;
import io.countersign.audit.ActionHistory;
import io.countersign.retention.RetentionController.HoldRequest;
import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds do and what the history learns of them while the engine is there, and away. */
class RetentionControllerTest {

  private static final Caller AUDREY = new Caller("audrey", Caller.Kind.PERSON, Set.of("audit"));
  private static final Caller OLGA = new Caller("olga", Caller.Kind.OPERATOR, Set.of("administer"));

  private final AdministrationScenario administration = AdministrationScenario.anew();
  private final ElasticsearchHolds holds = mock();
  private final ActionHistory history = mock();
  private final ActionDocument action = mock();
  private final RetentionController controller =
      new RetentionController(
          holds,
          mock(),
          history,
          administration.administration(),
          Clock.fixed(Instant.parse("2026-03-02T09:30:00Z"), ZoneOffset.UTC));

  @BeforeEach
  void anActionIsHeld() {
    when(action.underHold()).thenReturn(true);
    when(history.find("act_1")).thenReturn(Optional.of(action));
  }

  @Test
  void theHistoryLearnsWhoSetAndLiftedAHold() {
    controller.hold(AUDREY, "act_1", new HoldRequest("Case 12/26"));
    assertThat(administration.words())
        .containsExactly("hold-set act_1 by audrey {reason=Case 12/26}");

    controller.lift(OLGA, "act_1");
    assertThat(administration.words()).last().isEqualTo("hold-lifted act_1 by olga {}");
    verify(holds).lift(any());
  }

  @Test
  void aHoldIsSetWhileTheEngineIsAway() {
    administration.away(true);

    controller.hold(AUDREY, "act_1", new HoldRequest("Case 12/26"));

    verify(holds).set(any());
    assertThat(administration.away(false).words()).hasSize(1);
  }

  @Test
  void noHoldIsLiftedWhileTheEngineIsAway() {
    administration.away(true);

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> controller.lift(OLGA, "act_1"))
        .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.ENGINE_UNAVAILABLE));

    verify(holds, never()).lift(any());
  }

  @Test
  void nothingIsToldWhereNoHoldIsToBeLifted() {
    when(action.underHold()).thenReturn(false);

    controller.lift(OLGA, "act_1");

    verify(holds, never()).lift(any());
    assertThat(administration.words()).isEmpty();
  }

  @Test
  void aHoldThatCouldNotBeSetIsNotTold() {
    doThrow(new RefusedException(ErrorCode.HISTORY_UNAVAILABLE, "Away.")).when(holds).set(any());

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> controller.hold(AUDREY, "act_1", new HoldRequest("Case 12/26")));

    assertThat(administration.words()).isEmpty();
  }
}
