package io.countersign.models;

import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeBindingType;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledDecision;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledElement;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeFormDefinition;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/**
 * The form, the table and the process that a model names are deployed with it, and keep their
 * version with it. Only a process that comes from another deployment is bound to its newest one.
 */
final class LinkRules implements ProcessRule {

  private final Known known;

  LinkRules(Known known) {
    this.known = known;
  }

  @Override
  public Stream<ModelProblem> problems(ProcessModel process) {
    return Stream.of(
            process.all(ZeebeFormDefinition.class).stream()
                .filter(it -> it.getFormId() != null)
                .map(
                    it -> new Link(it, "form", it.getFormId(), it.getBindingType(), known.forms())),
            process.all(ZeebeCalledDecision.class).stream()
                .map(
                    it ->
                        new Link(
                            it,
                            "decision",
                            named(it.getDecisionId()),
                            it.getBindingType(),
                            known.decisions())),
            process.all(ZeebeCalledElement.class).stream()
                .map(
                    it ->
                        new Link(
                            it,
                            "process",
                            named(it.getProcessId()),
                            it.getBindingType(),
                            known.flows())))
        .flatMap(it -> it)
        .flatMap(link -> problem(process, link));
  }

  private Stream<ModelProblem> problem(ProcessModel process, Link link) {
    if (link.elsewhere(known)) {
      return link.binding == ZeebeBindingType.deployment
          ? Stream.of(
              process.problem(
                  link.element,
                  "may call a process of another deployment and is bound to this one",
                  "choose the binding \"latest\""))
          : Stream.empty();
    }
    if (!link.byData() && !link.deployed.contains(link.id)) {
      return Stream.of(
          process.problem(
              link.element,
              "names the %s \"%s\", which is not among the models".formatted(link.kind, link.id),
              "correct it to one of "
                  + String.join(", ", new TreeSet<>(link.deployed))
                  + ", or add the file"));
    }
    return link.binding == ZeebeBindingType.deployment
        ? Stream.empty()
        : Stream.of(
            process.problem(
                link.element,
                "does not keep the version of the %s it was deployed with".formatted(link.kind),
                "choose the binding \"deployment\""));
  }

  private static String named(@Nullable String id) {
    return id == null ? "" : id;
  }

  private record Link(
      ModelElementInstance element,
      String kind,
      String id,
      @Nullable ZeebeBindingType binding,
      Set<String> deployed) {

    boolean byData() {
      return id.startsWith("=");
    }

    boolean elsewhere(Known known) {
      return kind.equals("process") && (byData() || known.flowsElsewhere().contains(id));
    }
  }
}
