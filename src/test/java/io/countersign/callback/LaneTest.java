package io.countersign.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.callback.Attempt.Health;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneTest {

  private static final Attempt DEAD = new Attempt.Failed("ConnectException", Health.FAILING, null);
  private static final Attempt TAKEN = new Attempt.Delivered(204);

  private final CallbackScenario scenario = new CallbackScenario();
  private final Lanes lanes = scenario.lanes();

  @Test
  void leavesAReceiverAloneAfterFiveFailuresWithoutTrying() {
    fail("ep_dead", 5);
    var tried = new AtomicInteger();

    Attempt attempt =
        lanes.send(
            "ep_dead",
            () -> {
              tried.incrementAndGet();
              return TAKEN;
            });

    assertThat(attempt).isInstanceOf(Attempt.NotNow.class);
    assertThat(tried).hasValue(0);
  }

  @Test
  void keepsTheWayToOthersOpen() {
    fail("ep_dead", 5);

    assertThat(lanes.send("ep_well", () -> TAKEN)).isEqualTo(TAKEN);
  }

  @Test
  void triesAReceiverAgainAfterAWhileAndOpensTheWayWhenItTakesSomething() {
    fail("ep_back", 5);

    scenario.moveClock(Duration.ofSeconds(11));

    assertThat(IntStream.range(0, 10).mapToObj(i -> lanes.send("ep_back", () -> TAKEN)))
        .containsOnly(TAKEN);
  }

  @Test
  void closesTheWayAgainWhenTheTrialsFail() {
    fail("ep_dead", 5);
    scenario.moveClock(Duration.ofSeconds(11));

    fail("ep_dead", 3);

    assertThat(lanes.send("ep_dead", () -> TAKEN)).isInstanceOf(Attempt.NotNow.class);
  }

  @Test
  void doesNotTakeARefusalForADeadReceiver() {
    IntStream.range(0, 20)
        .forEach(
            i ->
                lanes.send(
                    "ep_picky", () -> new Attempt.Failed("HTTP 400", Health.REFUSING, null)));

    assertThat(lanes.send("ep_picky", () -> TAKEN)).isEqualTo(TAKEN);
  }

  @Test
  void leavesAThrottlingReceiverAloneForAsLongAsItAsks() {
    Attempt throttled = new Attempt.Failed("HTTP 429", Health.THROTTLING, Duration.ofSeconds(120));
    lanes.send("ep_busy", () -> throttled);

    assertThat(lanes.send("ep_busy", () -> TAKEN)).isInstanceOf(Attempt.NotNow.class);
    scenario.moveClock(Duration.ofSeconds(119));
    assertThat(lanes.send("ep_busy", () -> TAKEN)).isInstanceOf(Attempt.NotNow.class);
    scenario.moveClock(Duration.ofSeconds(2));
    assertThat(lanes.send("ep_busy", () -> TAKEN)).isEqualTo(TAKEN);
  }

  @Test
  void leavesNoReceiverAloneForLongerThanTenMinutes() {
    Attempt throttled = new Attempt.Failed("HTTP 429", Health.THROTTLING, Duration.ofDays(9));
    lanes.send("ep_busy", () -> throttled);

    scenario.moveClock(Duration.ofMinutes(10).plusSeconds(1));

    assertThat(lanes.send("ep_busy", () -> TAKEN)).isEqualTo(TAKEN);
  }

  @Test
  void givesOneReceiverOnlySoManyAttemptsAtOnce() throws Exception {
    var inFlight = new AtomicInteger();
    var most = new AtomicInteger();
    var begun = new CountDownLatch(2);
    var end = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        threads.submit(
            () ->
                lanes.send(
                    "ep_slow",
                    () -> {
                      most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                      begun.countDown();
                      await(end);
                      inFlight.decrementAndGet();
                      return TAKEN;
                    }));
      }
      begun.await();
      assertThat(lanes.send("ep_well", () -> TAKEN)).isEqualTo(TAKEN);
      end.countDown();
    }

    assertThat(most).hasValue(2);
  }

  private void fail(String receiver, int times) {
    IntStream.range(0, times).forEach(i -> lanes.send(receiver, () -> DEAD));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
