package io.countersign.localstack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs plans at the same time, each after those it names. A plan follows those it names. */
record StartOrder(List<PartPlan> plans) {

  /** Completes when all are done, and fails with the first that fails. */
  CompletableFuture<Void> run(Consumer<PartPlan> start, Executor executor) {
    Map<String, CompletableFuture<Void>> started = new LinkedHashMap<>();
    var failed = new CompletableFuture<Void>();
    for (PartPlan plan : plans) {
      var before =
          CompletableFuture.allOf(
              plan.after().stream().map(started::get).toArray(CompletableFuture<?>[]::new));
      var running = before.thenRunAsync(() -> start.accept(plan), executor);
      running.whenComplete((nothing, failure) -> fail(failed, failure));
      started.put(plan.name(), running);
    }
    var all = CompletableFuture.allOf(started.values().toArray(CompletableFuture<?>[]::new));
    return CompletableFuture.anyOf(all, failed).thenRun(() -> {});
  }

  private static void fail(CompletableFuture<Void> failed, @Nullable Throwable failure) {
    if (failure != null) {
      failed.completeExceptionally(failure);
    }
  }
}
