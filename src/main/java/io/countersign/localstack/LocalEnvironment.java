package io.countersign.localstack;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code local.env} says about a stack that is up: variables that a shell sources. */
public record LocalEnvironment(Map<String, String> variables) {

  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("COUNTERSIGN_URL", "Countersign");
    NAMES.put("TASKLIST_URL", "Tasklist");
    NAMES.put("OPERATE_URL", "Operate");
    NAMES.put("ZEEBE_REST_URL", "Zeebe");
    NAMES.put("ELASTICSEARCH_URL", "Elasticsearch");
    NAMES.put("DEMO_LOGINS", "Logins");
  }

  public LocalEnvironment {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  static LocalEnvironment of(LocalStackOptions options, Ports ports, LocalKeys keys) {
    var variables = new LinkedHashMap<String, String>();
    variables.put("COUNTERSIGN_URL", Ports.local(ports.application()).toString());
    variables.put("COUNTERSIGN_AGENT_ID", LocalKeys.AGENT_ID);
    variables.put("COUNTERSIGN_AGENT_KEY", keys.agent());
    variables.put("COUNTERSIGN_STRAY_AGENT_KEY", keys.strayAgent());
    variables.put("COUNTERSIGN_ADMIN_KEY", keys.admin());
    variables.put("COUNTERSIGN_CALLBACK_SECRET", keys.callbackSecret());
    variables.put("ELASTICSEARCH_URL", Ports.local(ports.elasticsearch()).toString());
    variables.put("ZEEBE_REST_URL", Ports.local(ports.zeebeRest()).toString());
    variables.put("ZEEBE_GRPC_URL", Ports.local(ports.zeebeGrpc()).toString());
    variables.put("ZEEBE_MANAGEMENT_URL", Ports.local(ports.zeebeManagement()).toString());
    if (options.webapps()) {
      variables.put("OPENSEARCH_URL", Ports.local(ports.openSearch()).toString());
      variables.put("TASKLIST_URL", Ports.local(ports.tasklist()).toString());
      variables.put("OPERATE_URL", Ports.local(ports.operate()).toString());
    }
    variables.put(
        "DEMO_LOGINS",
        DemoPerson.all().stream()
            .map(person -> person.id() + ":" + person.password())
            .collect(Collectors.joining(",")));
    return new LocalEnvironment(variables);
  }

  /** Adds {@code SUPERVISOR_PID} and one {@code …_PID} for each part that runs. */
  LocalEnvironment withProcesses(Collection<Part> parts) {
    var more = new LinkedHashMap<>(variables);
    more.put("SUPERVISOR_PID", Long.toString(ProcessHandle.current().pid()));
    parts.stream()
        .filter(Part::isRunning)
        .forEach(
            part ->
                more.put(part.name().toUpperCase(Locale.ROOT) + "_PID", Long.toString(part.pid())));
    return new LocalEnvironment(more);
  }

  /** The addresses and logins, for a person. */
  String addresses() {
    var lines = new StringBuilder();
    NAMES.forEach(
        (variable, name) -> {
          if (variables.containsKey(variable)) {
            lines.append("  %-14s %s\n".formatted(name, variables.get(variable)));
          }
        });
    return lines.toString();
  }

  String text() {
    return variables.entrySet().stream()
        .map(variable -> variable.getKey() + "=" + quoted(variable.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  /** Plain words stay bare; everything else stands in single quotes. */
  private static String quoted(String value) {
    return value.matches("[A-Za-z0-9_./:@%+=,-]+")
        ? value
        : "'" + value.replace("'", "'\\''") + "'";
  }
}
