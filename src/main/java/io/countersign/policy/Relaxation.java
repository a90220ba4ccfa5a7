package io.countersign.policy;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The smallest change of the inputs that makes a control looser, as it was found by evaluating it.
 *
 * @param changes what would have to be different
 * @param control what policy says then
 * @param reason why, as the control table says it
 */
public record Relaxation(List<Change> changes, Control control, String reason) {

  /**
   * One changed input.
   *
   * @param input a fact of the control table, e.g. {@code amount}
   * @param from its value now, if it has one
   * @param to the value that was evaluated
   */
  public record Change(String input, Object from, Object to) {}

  /** For people, e.g. {@code It would run on its own if amount were 50 instead of 240.} */
  public String words() {
    String outcome =
        switch (control) {
          case AUTONOMOUS -> "run on its own";
          case REVIEW -> "go to people";
          case BLOCKED -> "be refused";
        };
    return changes.stream()
        .map(it -> "%s were %s instead of %s".formatted(it.input(), it.to(), it.from()))
        .collect(Collectors.joining(" and ", "It would " + outcome + " if ", "."));
  }
}
