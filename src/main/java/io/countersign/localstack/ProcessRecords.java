package io.countersign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The processes of a data folder, in a file that survives their supervisor. A process is known by
 * its id and its start time, because ids are used again.
 */
final class ProcessRecords {
  static final String SUPERVISOR = "supervisor";
  // A clock adjusted since then moves the start time that the system reports.
  private static final Duration SAME_START = Duration.ofSeconds(2);

  private final Path file;

  ProcessRecords(Path dataFolder) {
    this.file = dataFolder.resolve("run").resolve("processes");
  }

  synchronized void add(String name, ProcessHandle process) {
    var lines = read();
    lines.put(name, process.pid() + " " + startOf(process).toEpochMilli());
    write(lines);
  }

  synchronized void remove(String name) {
    var lines = read();
    lines.remove(name);
    write(lines);
  }

  /** The recorded processes that still run, by name, in the order they were started. */
  synchronized Map<String, ProcessHandle> running() {
    Map<String, ProcessHandle> running = new LinkedHashMap<>();
    read().forEach((name, line) -> find(line).ifPresent(process -> running.put(name, process)));
    return running;
  }

  private static Optional<ProcessHandle> find(String line) {
    String[] fields = line.split(" ");
    var start = Instant.ofEpochMilli(Long.parseLong(fields[1]));
    return ProcessHandle.of(Long.parseLong(fields[0]))
        .filter(ProcessTree::runs)
        .filter(p -> Duration.between(start, startOf(p)).abs().compareTo(SAME_START) <= 0);
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  private Map<String, String> read() {
    Map<String, String> lines = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return lines;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        String[] nameAndRest = line.split("=", 2);
        lines.put(nameAndRest[0], nameAndRest[1]);
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Map<String, String> lines) {
    var text = new StringBuilder();
    lines.forEach((name, rest) -> text.append(name).append('=').append(rest).append('\n'));
    PrivateFile.write(file, text.toString());
  }
}
