package io.countersign.localstack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The stack cannot start or go on; the message names the part and says what to do about it. */
public final class StackFailure extends RuntimeException {
  private static final int LOG_LINES = 20;

  StackFailure(String message) {
    super(message);
  }

  /** A failure that the part's own log explains: the message ends with the log's last lines. */
  static StackFailure of(String part, String what, Path log) {
    return new StackFailure(
        part + " " + what + ". The end of " + log + ":\n" + String.join("\n", lastLines(log)));
  }

  private static List<String> lastLines(Path log) {
    try {
      var lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
    } catch (IOException e) {
      return List.of("(no log: " + e.getMessage() + ")");
    }
  }
}
