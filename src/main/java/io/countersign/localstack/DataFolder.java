package io.countersign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** What a stack leaves on disk: the servers' data, logs, keys, and who runs on it. */
record DataFolder(Path path) {

  /** What was set while Countersign ran. */
  static final String STATE = "state";

  Path logs() {
    return path.resolve("logs");
  }

  Path environmentFile() {
    return path.resolve("local.env");
  }

  /** What the launcher shows when the stack is up already. */
  Path addressesFile() {
    return path.resolve("run").resolve("addresses.txt");
  }

  ProcessRecords processes() {
    return new ProcessRecords(path);
  }

  /**
   * Removes the data of every server. All of it: an engine that starts anew beside old indices
   * would use its record positions twice. What people set goes with it.
   */
  void wipe() {
    for (String part :
        List.of(
            SearchParts.ELASTICSEARCH,
            SearchParts.OPENSEARCH,
            BrokerPart.BROKER,
            WebappParts.TASKLIST,
            WebappParts.OPERATE,
            STATE)) {
      delete(path.resolve(part));
    }
  }

  void removeEnvironmentFile() {
    try {
      Files.deleteIfExists(environmentFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
