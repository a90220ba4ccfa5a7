package io.countersign.engine;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code countersign deploy} was asked for.
 *
 * @param folder has {@code bpmn/} and {@code dmn/} below it
 * @param extraJobTypes what the customer's own workers work on
 * @param extraFlows approval flows that come from other deployments
 */
record DeployOptions(Path folder, Set<String> extraJobTypes, Set<String> extraFlows) {

  /**
   * @throws IllegalArgumentException with a sentence if an option is unknown or lacks its value
   */
  static DeployOptions of(String... arguments) {
    Path folder = Path.of(".");
    Set<String> jobTypes = Set.of();
    Set<String> flows = Set.of();
    Iterator<String> rest = List.of(arguments).iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      switch (argument) {
        case "--extra-job-types" -> jobTypes = names(argument, rest);
        case "--extra-flows" -> flows = names(argument, rest);
        default -> {
          if (argument.startsWith("--")) {
            throw new IllegalArgumentException("There is no option " + argument);
          }
          folder = Path.of(argument);
        }
      }
    }
    return new DeployOptions(folder, jobTypes, flows);
  }

  private static Set<String> names(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs names, such as one,another");
    }
    return Stream.of(rest.next().split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
