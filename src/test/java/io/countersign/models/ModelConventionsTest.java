package io.countersign.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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

/** The conventions that let an analyst find things: names, annotations, indexes. */
class ModelConventionsTest {

  private static final Pattern GENERATED = Pattern.compile("(Rule|DecisionRule)_[0-9a-z]{7}");
  private static final Set<String> TASKS =
      Set.of("serviceTask", "userTask", "businessRuleTask", "callActivity");

  static Stream<Path> processes() {
    return ModelEngine.modelFiles().stream().filter(file -> file.toString().endsWith(".bpmn"));
  }

  static Stream<Path> tables() {
    return ModelEngine.modelFiles().stream().filter(file -> file.toString().endsWith(".dmn"));
  }

  /** What makes a model wrong for anybody is checked before every deployment, see ModelCheck. */
  @Test
  void theModelsMayBeDeployed() {
    assertThat(BrokenModels.shipped().problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("processes")
  void jobTypesAndTaskIdsAreOneName(Path file) {
    // Tasks of one job type that tell different events are told apart by their header.
    assertThat(
            tasks(file).stream()
                .filter(task -> !all(task, "taskDefinition").isEmpty())
                .filter(task -> all(task, "header").isEmpty()))
        .allSatisfy(task -> assertThat(id(task)).isEqualTo("Task_" + pascal(jobType(task))));
  }

  /** The check knows routes by the name of their column. */
  @Test
  void everyRouteNamesItsFlowInTheColumnThatIsChecked() {
    Path table = Path.of("dmn/approval-route.dmn");

    assertThat(all(xml(table), "output"))
        .extracting(output -> output.getAttribute("name"))
        .endsWith("process");
    assertThat(all(xml(table), "rule").stream().filter(rule -> id(rule).startsWith("Rule_Stage")))
        .isNotEmpty()
        .allSatisfy(
            rule ->
                assertThat(all(rule, "outputEntry").getLast().getTextContent().strip())
                    .as(id(rule))
                    .matches("\"[a-z-]+\""));
  }

  @Test
  void everyJobTypeHasItsWorkerAndEveryWorkerItsJobType() {
    Set<String> modelled = new TreeSet<>();
    processes()
        .flatMap(file -> tasks(file).stream())
        .filter(task -> !all(task, "taskDefinition").isEmpty())
        .forEach(task -> modelled.add(jobType(task) + " " + pascal(jobType(task)) + "Worker"));

    Set<String> written = new TreeSet<>();
    Workers.byJobType().forEach((type, worker) -> written.add(type + " " + worker));

    assertThat(written).isEqualTo(modelled);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void tablesAreNamedAfterTheirDecision(Path file) {
    assertThat(id(all(xml(file), "decision").getFirst())).isEqualTo(camel(stem(file)));
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
    assertThat(all(xml(file), "decisionTable"))
        .filteredOn(table -> table.getAttribute("hitPolicy").equals("FIRST"))
        .isNotEmpty()
        .flatExtracting(table -> all(all(table, "rule").getLast(), "inputEntry"))
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

  private static List<Element> tasks(Path file) {
    return everything(file).filter(element -> isBpmn(element, TASKS)).toList();
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
