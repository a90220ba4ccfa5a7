package io.countersign.halt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Halts in a file of their own. */
public final class HaltScenario {

  private static final Instant NOON = Instant.parse("2026-03-03T11:00:00Z");

  private HaltScenario() {}

  /** Nothing is halted. */
  public static Halts none() {
    try {
      return in(Files.createTempDirectory("halts").resolve("halts.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything of one agent is halted. */
  public static Halts of(String agent) {
    Halts halts = none();
    halts.change(
        none ->
            List.of(
                new Halt(
                    "halt_1",
                    new HaltScope(agent, null, null),
                    "It runs wild.",
                    "olga",
                    NOON,
                    true)));
    return halts;
  }

  static Halts in(Path file) {
    return new Halts(file);
  }
}
