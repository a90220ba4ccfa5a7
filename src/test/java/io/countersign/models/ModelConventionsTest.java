package io.countersign.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.camunda.client.annotation.JobWorker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The conventions that let an analyst find things: names, bindings, defaults, indexes. */
class ModelConventionsTest {

  private static final Pattern GENERATED =
      Pattern.compile("(Activity|Event|Gateway|Flow|Message|Error|Rule|DecisionRule)_[0-9a-z]{7}");
  private static final Set<String> TASKS =
      Set.of("serviceTask", "userTask", "businessRuleTask", "callActivity");
  private static final Set<String> EVENTS = Set.of("startEvent", "endEvent", "boundaryEvent");

  static Stream<Path> processes() {
    return ModelEngine.modelFiles().stream().filter(file -> file.toString().endsWith(".bpmn"));
  }

  static Stream<Path> tables() {
    return ModelEngine.modelFiles().stream().filter(file -> file.toString().endsWith(".dmn"));
  }

  @ParameterizedTest
  @MethodSource("processes")
  void filesAreNamedAfterTheirProcess(Path file) {
    assertThat(all(xml(file), "process"))
        .singleElement()
        .satisfies(process -> assertThat(process.getAttribute("id")).isEqualTo(stem(file)));
  }

  @ParameterizedTest
  @MethodSource("processes")
  void processesAndTasksSayWhatTheyAreFor(Path file) {
    List<Element> documented =
        Stream.concat(all(xml(file), "process").stream(), tasks(file).stream()).toList();

    assertThat(documented)
        .allSatisfy(
            element ->
                assertThat(all(element, "documentation").getFirst().getTextContent())
                    .as(element.getAttribute("id"))
                    .contains("Purpose:", "Owner:", "Started by:", "Ends:"));
  }

  @ParameterizedTest
  @MethodSource("processes")
  void nodesAreNamedAndSplitsAsk(Path file) {
    assertThat(Stream.concat(tasks(file).stream(), events(file).stream()))
        .allSatisfy(node -> assertThat(node.getAttribute("name")).as(id(node)).isNotBlank());
    assertThat(splits(file))
        .allSatisfy(split -> assertThat(split.getAttribute("name")).as(id(split)).endsWith("?"));
  }

  @ParameterizedTest
  @MethodSource("processes")
  void splitsHaveADefaultFlowAndConditionsOnTheOthers(Path file) {
    Document model = xml(file);

    for (Element split : splits(file)) {
      assertThat(split.getAttribute("default")).as(id(split)).isNotBlank();
      assertThat(
              all(model, "sequenceFlow").stream()
                  .filter(flow -> flow.getAttribute("sourceRef").equals(id(split))))
          .allSatisfy(
              flow -> {
                assertThat(flow.getAttribute("name")).as(id(flow)).isNotBlank();
                assertThat(all(flow, "conditionExpression"))
                    .as(id(flow))
                    .hasSize(id(flow).equals(split.getAttribute("default")) ? 0 : 1);
              });
    }
  }

  @ParameterizedTest
  @MethodSource("processes")
  void idsAreChosenNotGenerated(Path file) {
    assertThat(everything(file).map(ModelConventionsTest::id))
        .noneMatch(id -> GENERATED.matcher(id).matches());
  }

  @ParameterizedTest
  @MethodSource("processes")
  void everyNodeAndFlowIsDrawn(Path file) {
    Document model = xml(file);
    Set<String> drawn = new HashSet<>();
    Stream.of("BPMNShape", "BPMNEdge")
        .flatMap(kind -> all(model, kind).stream())
        .forEach(shape -> drawn.add(shape.getAttribute("bpmnElement")));

    assertThat(drawn)
        .containsAll(
            Stream.of(tasks(file), events(file), all(model, "exclusiveGateway"))
                .flatMap(List::stream)
                .map(ModelConventionsTest::id)
                .toList())
        .containsAll(all(model, "sequenceFlow").stream().map(ModelConventionsTest::id).toList());
  }

  @ParameterizedTest
  @MethodSource("processes")
  void everyTaskNamesWhatLeavesIt(Path file) {
    assertThat(tasks(file))
        .allSatisfy(
            task -> assertThat(all(task, "output")).as(id(task) + " output mapping").isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("processes")
  void jobTypesAndTaskIdsAreOneName(Path file) {
    assertThat(tasks(file).stream().filter(task -> !all(task, "taskDefinition").isEmpty()))
        .allSatisfy(task -> assertThat(id(task)).isEqualTo("Task_" + pascal(jobType(task))));
  }

  @ParameterizedTest
  @MethodSource("processes")
  void formsDecisionsAndProcessesExistAndKeepTheirVersion(Path file) {
    Document model = xml(file);

    assertThat(all(model, "calledDecision"))
        .allSatisfy(
            called -> {
              assertThat(decisionIds()).contains(called.getAttribute("decisionId"));
              assertThat(called.getAttribute("bindingType")).isEqualTo("deployment");
            });
    assertThat(all(model, "formDefinition"))
        .allSatisfy(
            called -> {
              assertThat(Path.of("bpmn/forms", called.getAttribute("formId") + ".form")).exists();
              assertThat(called.getAttribute("bindingType")).isEqualTo("deployment");
            });
    assertThat(all(model, "calledElement"))
        .allSatisfy(
            called -> {
              boolean chosenByData = called.getAttribute("processId").startsWith("=");
              assertThat(called.getAttribute("bindingType"))
                  .as("a flow chosen by data may come from another deployment, see bpmn/README.md")
                  .isEqualTo(chosenByData ? "" : "deployment");
              assertThat(called.getAttribute("propagateAllChildVariables")).isEqualTo("false");
              assertThat(called.getAttribute("propagateAllParentVariables")).isEqualTo("false");
            });
  }

  @Test
  void everyRouteNamesAFlowThatExists() {
    Set<String> flows = new HashSet<>();
    processes().forEach(file -> flows.add("\"" + stem(file) + "\""));

    Element column =
        all(xml(Path.of("dmn/approval-route.dmn")), "output").stream()
            .filter(output -> output.getAttribute("name").equals("process"))
            .findFirst()
            .orElseThrow();

    assertThat(column.getAttribute("label")).isNotBlank();
    assertThat(
            all(xml(Path.of("dmn/approval-route.dmn")), "rule").stream()
                .map(rule -> all(rule, "outputEntry").getLast().getTextContent().strip()))
        .isNotEmpty()
        .allMatch(flows::contains);
  }

  @Test
  void everyJobTypeHasItsWorkerAndEveryWorkerItsJobType() {
    Set<String> modelled = new TreeSet<>();
    processes()
        .flatMap(file -> tasks(file).stream())
        .filter(task -> !all(task, "taskDefinition").isEmpty())
        .forEach(task -> modelled.add(jobType(task) + " " + pascal(jobType(task)) + "Worker"));

    Set<String> written = new TreeSet<>();
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.countersign");
    for (JavaClass type : classes) {
      type.getMethods().stream()
          .filter(method -> method.isAnnotatedWith(JobWorker.class))
          .forEach(
              method ->
                  written.add(
                      method.getAnnotationOfType(JobWorker.class).type()
                          + " "
                          + type.getSimpleName()));
    }

    assertThat(written).isEqualTo(modelled);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void tablesAreNamedAfterTheirDecision(Path file) {
    assertThat(all(xml(file), "decision"))
        .singleElement()
        .satisfies(
            decision -> {
              assertThat(id(decision)).isEqualTo(camel(stem(file)));
              assertThat(all(decision, "decisionTable").getFirst().getAttribute("hitPolicy"))
                  .isEqualTo("FIRST");
            });
    assertThat(Stream.of("input", "output").flatMap(kind -> all(xml(file), kind).stream()))
        .allSatisfy(column -> assertThat(column.getAttribute("label")).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void rowsHaveAnIdAndAnAnnotationAndTheLastTakesEverything(Path file) {
    List<Element> rows = all(xml(file), "rule");

    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(id(row)).startsWith("Rule_").doesNotMatch(GENERATED);
              assertThat(all(row, "description").getFirst().getTextContent()).isNotBlank();
            });
    assertThat(all(rows.getLast(), "inputEntry"))
        .allSatisfy(cell -> assertThat(cell.getTextContent()).isBlank());
  }

  @Test
  void rulesHaveANumberASentenceAndAnIndexEntry() {
    String index = ModelEngine.read(Path.of("rules/README.md"));
    Pattern rule =
        Pattern.compile("rule \"(P-\\d{3}) ([^\"]+)\"\\s+@policy\\(\"(P-\\d{3})\"\\)\\s+when");

    for (Path file : drl()) {
      String text = ModelEngine.read(file);
      List<String[]> rules =
          rule.matcher(text)
              .results()
              .map(match -> new String[] {match.group(1), match.group(2), match.group(3)})
              .toList();

      assertThat(text).startsWith("package rules\n").contains("// Owner: ");
      assertThat(text).doesNotContain("salience", "agenda-group", "no-loop", "modify", "insert");
      assertThat(rules)
          .hasSize((int) Pattern.compile("(?m)^rule\\b").matcher(text).results().count());
      assertThat(rules)
          .allSatisfy(
              found -> {
                assertThat(found[0]).isEqualTo(found[2]);
                assertThat(index).contains("| " + found[0] + " | " + found[1] + " |");
              });
    }
  }

  @Test
  void everyModelIsInItsIndex() {
    assertThat(ModelEngine.modelFiles())
        .allSatisfy(
            file ->
                assertThat(ModelEngine.read(Path.of(file.getName(0).toString(), "README.md")))
                    .contains(file.getFileName().toString()));
  }

  private static List<Path> drl() {
    try (Stream<Path> files = Files.list(Path.of("rules"))) {
      return files.filter(file -> file.toString().endsWith(".drl")).sorted().toList();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> decisionIds() {
    return tables().flatMap(file -> all(xml(file), "decision").stream()).map(e -> id(e)).toList();
  }

  private static List<Element> tasks(Path file) {
    return everything(file).filter(element -> isBpmn(element, TASKS)).toList();
  }

  private static List<Element> events(Path file) {
    return everything(file).filter(element -> isBpmn(element, EVENTS)).toList();
  }

  private static List<Element> splits(Path file) {
    return all(xml(file), "exclusiveGateway").stream()
        .filter(gateway -> all(gateway, "outgoing").size() > 1)
        .toList();
  }

  /** Extensions of Zeebe use the same words, such as zeebe:userTask. */
  private static boolean isBpmn(Element element, Set<String> kinds) {
    return kinds.contains(element.getLocalName())
        && element.getNamespaceURI().endsWith("/BPMN/20100524/MODEL");
  }

  private static Stream<Element> everything(Path file) {
    return all(xml(file).getDocumentElement(), "*").stream();
  }

  private static String jobType(Element task) {
    return all(task, "taskDefinition").getFirst().getAttribute("type");
  }

  private static String id(Element element) {
    return element.getAttribute("id");
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
  }

  private static String pascal(String dashed) {
    return Stream.of(dashed.split("-"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .reduce("", String::concat);
  }

  private static String camel(String dashed) {
    String pascal = pascal(dashed);
    return pascal.substring(0, 1).toLowerCase(Locale.ROOT) + pascal.substring(1);
  }

  private static Document xml(Path file) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      return factory.newDocumentBuilder().parse(file.toFile());
    } catch (Exception e) {
      throw new IllegalArgumentException(file.toString(), e);
    }
  }

  private static List<Element> all(Document document, String name) {
    return all(document.getDocumentElement(), name);
  }

  private static List<Element> all(Element element, String name) {
    NodeList found = element.getElementsByTagNameNS("*", name);
    return IntStream.range(0, found.getLength())
        .mapToObj(found::item)
        .map(Element.class::cast)
        .toList();
  }
}
