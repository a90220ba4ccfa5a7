package io.countersign.localstack;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A process and everything it started. */
record ProcessTree(List<ProcessHandle> processes) {
  private static final Duration FORCED = Duration.ofSeconds(5);

  static ProcessTree of(ProcessHandle root) {
    return new ProcessTree(Stream.concat(Stream.of(root), root.descendants()).toList());
  }

  /**
   * Whether a process still runs. One that has ended but was not collected by its parent, which may
   * be a container's first process that never does, counts as alive to the system; it has no
   * command line any more.
   */
  static boolean runs(ProcessHandle process) {
    var info = process.info();
    return process.isAlive() && (info.command().isPresent() || info.arguments().isPresent());
  }

  /** Ends all of them in the way given, waits, and ends what is left after the grace by force. */
  void end(Consumer<ProcessHandle> how, Duration grace) {
    processes.forEach(how);
    if (!ended(grace)) {
      processes.forEach(ProcessHandle::destroyForcibly);
      ended(FORCED);
    }
  }

  private boolean ended(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (processes.stream().anyMatch(ProcessTree::runs)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
