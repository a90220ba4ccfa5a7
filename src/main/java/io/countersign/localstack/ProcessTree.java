package io.countersign.localstack;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A process and everything it started. */
record ProcessTree(List<ProcessHandle> processes) {

  static ProcessTree of(ProcessHandle root) {
    return new ProcessTree(Stream.concat(Stream.of(root), root.descendants()).toList());
  }

  /** Ends all of them in the way given, waits, and ends what is left after the grace by force. */
  void end(Consumer<ProcessHandle> how, Duration grace) {
    processes.forEach(how);
    awaitEnd()
        .completeOnTimeout(null, grace.toMillis(), TimeUnit.MILLISECONDS)
        .thenRun(() -> processes.forEach(ProcessHandle::destroyForcibly))
        .join();
    awaitEnd().join();
  }

  private CompletableFuture<Void> awaitEnd() {
    return CompletableFuture.allOf(
        processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
  }
}
