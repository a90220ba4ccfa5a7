package io.countersign.halt;

import java.time.Instant;

/**
 * A stop in force.
 *
 * @param id {@code halt_} and 32 hexadecimal digits
 * @param reason why, for everyone whom it concerns
 * @param by who set it
 * @param at when
 * @param recorded whether the engine has taken note of it, so that it reaches the history
 */
public record Halt(
    String id, HaltScope scope, String reason, String by, Instant at, boolean recorded) {

  Halt noted() {
    return new Halt(id, scope, reason, by, at, true);
  }

  /** Why something is stopped, in a sentence. */
  public String sentence() {
    return "Halted by %s (%s): %s".formatted(by, scope.words(), reason);
  }
}
