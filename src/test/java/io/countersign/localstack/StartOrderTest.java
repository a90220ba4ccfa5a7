package io.countersign.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class StartOrderTest {
  private final StartOrder order =
      new StartOrder(
          List.of(plan("store"), plan("broker"), plan("application", "store", "broker")));

  @Test
  void startsAPartWhenThoseItNeedsAreReady() {
    var started = new CopyOnWriteArrayList<String>();

    order.run(plan -> started.add(plan.name()), ForkJoinPool.commonPool()).join();

    assertThat(started).hasSize(3).endsWith("application");
  }

  @Test
  void failsWithTheFirstFailureAndStartsNothingAfterIt() {
    var started = new CopyOnWriteArrayList<String>();
    var run =
        order.run(
            plan -> {
              if (plan.name().equals("broker")) {
                throw new StackFailure("broker ended");
              }
              started.add(plan.name());
            },
            Runnable::run);

    assertThatThrownBy(run::join).hasRootCauseMessage("broker ended");
    assertThat(started).containsExactly("store");
  }

  private static PartPlan plan(String name, String... after) {
    return new PartPlan(
        name, Path.of("."), List.of("true"), Map.of(), List.of(), Ports.local(1), List.of(after));
  }
}
