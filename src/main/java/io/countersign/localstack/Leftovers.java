package io.countersign.localstack;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What still runs on a data folder, as its process records say. */
record Leftovers(Map<String, ProcessHandle> running, DataFolder folder) {
  private static final Duration GRACE = Duration.ofSeconds(60);

  static Leftovers in(DataFolder folder) {
    return new Leftovers(folder.processes().running(), folder);
  }

  /** The process that looks after the stack, if it lives and is not this one. */
  @Nullable ProcessHandle supervisor() {
    ProcessHandle supervisor = running.get(ProcessRecords.SUPERVISOR);
    return supervisor == null || supervisor.pid() == ProcessHandle.current().pid()
        ? null
        : supervisor;
  }

  /**
   * Ends processes that lost their supervisor, so that they hold no port and no data. A stack whose
   * supervisor lives is not touched.
   */
  void stop(Consumer<String> progress) {
    ProcessHandle supervisor = supervisor();
    if (supervisor != null) {
      throw new StackFailure(
          "A stack is up or starting on %s (process %d). Stop it with ./countersign down."
              .formatted(folder.path(), supervisor.pid()));
    }
    folder.removeEnvironmentFile();
    var parts = new LinkedHashMap<>(running);
    parts.remove(ProcessRecords.SUPERVISOR);
    parts.forEach(
        (name, process) -> {
          progress.accept("Stopping " + name + ", left over from an earlier run");
          ProcessTree.of(process).end(ProcessHandle::destroy, GRACE);
          folder.processes().remove(name);
        });
  }
}
