package io.countersign.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ProcessTreeTest {
  @Test
  void endsByForceWhatDoesNotEndWhenAsked() throws Exception {
    var stubborn =
        new ProcessBuilder("sh", "-c", "trap '' TERM; while :; do sleep 0.1; done").start();
    Awaitility.await().until(() -> stubborn.descendants().findAny().isPresent());

    ProcessTree.of(stubborn.toHandle()).end(ProcessHandle::destroy, Duration.ofMillis(300));

    assertThat(ProcessTree.runs(stubborn.toHandle())).isFalse();
  }

  @Test
  void doesNotWaitForAParentThatNeverCollectsItsChild() throws Exception {
    // The child ends, and its parent goes on without asking for its exit code.
    var parent = new ProcessBuilder("bash", "-c", "sleep 60 & exec sleep 60").start();
    Awaitility.await().until(() -> parent.descendants().findAny().isPresent());
    ProcessHandle child = parent.descendants().findFirst().orElseThrow();

    new ProcessTree(List.of(child)).end(ProcessHandle::destroyForcibly, Duration.ofSeconds(30));

    assertThat(child.isAlive()).as("still in the process table").isTrue();
    assertThat(ProcessTree.runs(child)).isFalse();
    parent.destroyForcibly();
  }
}
