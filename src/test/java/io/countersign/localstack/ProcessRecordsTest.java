package io.countersign.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordsTest {
  @TempDir Path folder;

  @Test
  void findsAProcessThatStillRuns() {
    new ProcessRecords(folder).add("broker", ProcessHandle.current());

    assertThat(new ProcessRecords(folder).running())
        .containsEntry("broker", ProcessHandle.current());
  }

  @Test
  void forgetsAProcessThatWasRemoved() {
    var records = new ProcessRecords(folder);
    records.add("broker", ProcessHandle.current());

    records.remove("broker");

    assertThat(records.running()).isEmpty();
  }

  @Test
  void doesNotTakeAnotherProcessWithTheSameIdForItsOwn() throws Exception {
    long startedYesterday =
        ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli() - 86_400_000;
    Path file = folder.resolve("run").resolve("processes");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, "broker=" + ProcessHandle.current().pid() + " " + startedYesterday + "\n");

    assertThat(new ProcessRecords(folder).running()).isEmpty();
  }
}
