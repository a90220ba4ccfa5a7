package io.countersign.models;

import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which elements and flows of a process the tests of a class went through. */
final class PathCoverage {

  private static final Pattern NODE =
      Pattern.compile(
          "<bpmn:(?:\\w*Task|\\w*Event|\\w*Gateway|subProcess|callActivity|sequenceFlow) id=\"([^\"]+)\"");

  private static final Pattern WAITING = Pattern.compile("<bpmn:eventBasedGateway id=\"([^\"]+)\"");
  private static final Pattern FLOW =
      Pattern.compile(
          "<bpmn:sequenceFlow id=\"([^\"]+)\"(?: name=\"[^\"]*\")?"
              + " sourceRef=\"([^\"]+)\" targetRef=\"([^\"]+)\"");

  private final Set<String> seen = new TreeSet<>();

  synchronized void add(ModelEngine engine) {
    engine
        .records(ProcessInstanceRecordValue.class)
        .filter(
            record ->
                record.getIntent() == ProcessInstanceIntent.ELEMENT_COMPLETED
                    || record.getIntent() == ProcessInstanceIntent.SEQUENCE_FLOW_TAKEN)
        .forEach(record -> seen.add(record.getValue().getElementId()));
  }

  /** Elements and flows of the model that no test went through. */
  Set<String> missing(String process) {
    Set<String> all = all(process);
    Set<String> missing = new TreeSet<>(all);
    missing.removeAll(seen);
    missing.removeAll(takenFromEvents(process));
    System.out.printf(
        "%s: %d of %d elements and flows covered%n",
        process, all.size() - missing.size(), all.size());
    return missing;
  }

  private static Set<String> all(String process) {
    return NODE.matcher(ModelEngine.read(Path.of("bpmn", process + ".bpmn")))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The engine writes no record of a flow from an event-based gateway: its event tells. */
  private Set<String> takenFromEvents(String process) {
    String xml = ModelEngine.read(Path.of("bpmn", process + ".bpmn"));
    Set<String> waiting =
        WAITING.matcher(xml).results().map(it -> it.group(1)).collect(Collectors.toSet());
    return FLOW.matcher(xml)
        .results()
        .filter(it -> waiting.contains(it.group(2)) && seen.contains(it.group(3)))
        .map(it -> it.group(1))
        .collect(Collectors.toSet());
  }
}
