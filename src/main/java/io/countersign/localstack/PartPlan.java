package io.countersign.localstack;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How one process is started, and how to see that it is ready: a GET of {@code ready} answers 2xx.
 * Parts named in {@code after} are ready before it starts.
 */
record PartPlan(
    String name,
    Path folder,
    List<String> command,
    Map<String, String> environment,
    List<Integer> ports,
    URI ready,
    List<String> after) {

  PartPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    ports = List.copyOf(ports);
    after = List.copyOf(after);
  }

  /**
   * Whether a variable of the caller's environment would reach into a server that is started: only
   * what the plan says may configure it.
   */
  static boolean configuresServers(String variable) {
    return variable.matches(
        "(ZEEBE|CAMUNDA|ES|SPRING|SERVER|MANAGEMENT|JAVA)_.*|CLASSPATH|JDK_JAVA_OPTIONS|_JAVA_OPTIONS");
  }
}
