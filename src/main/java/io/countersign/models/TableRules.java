package io.countersign.models;

import static io.countersign.models.TableModel.all;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** A table answers one thing for every case, and the flows it sends actions to are there. */
final class TableRules {

  private static final Set<String> HIT_POLICIES = Set.of("FIRST", "UNIQUE", "COLLECT");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");

  private final Known known;

  TableRules(Known known) {
    this.known = known;
  }

  Stream<ModelProblem> problems(TableModel model) {
    return model.decisions().stream()
        .flatMap(
            decision ->
                all(decision, "decisionTable").stream()
                    .flatMap(
                        table ->
                            Stream.of(
                                    rows(model, decision, table),
                                    columns(model, table),
                                    routes(model, table))
                                .flatMap(it -> it)));
  }

  private static Stream<ModelProblem> rows(TableModel model, Element decision, Element table) {
    String hitPolicy = table.hasAttribute("hitPolicy") ? table.getAttribute("hitPolicy") : "UNIQUE";
    if (!HIT_POLICIES.contains(hitPolicy)) {
      return problem(
          model,
          decision,
          "has the hit policy " + hitPolicy,
          "choose FIRST (the first row that fits counts), UNIQUE or COLLECT");
    }
    List<Element> rows = all(table, "rule");
    if (!hitPolicy.equals("FIRST") || !rows.isEmpty() && takesEverything(rows.getLast())) {
      return Stream.empty();
    }
    return problem(
        model,
        rows.isEmpty() ? decision : rows.getLast(),
        "is the end of the table and does not take every case",
        "add a last row with empty conditions that refuses");
  }

  private static boolean takesEverything(Element row) {
    return all(row, "inputEntry").stream()
        .map(cell -> cell.getTextContent().strip())
        .allMatch(cell -> cell.isEmpty() || cell.equals("-"));
  }

  private static Stream<ModelProblem> columns(TableModel model, Element table) {
    return Stream.of("input", "output")
        .flatMap(kind -> all(table, kind).stream())
        .filter(column -> column.getAttribute("label").isBlank())
        .flatMap(
            column -> problem(model, column, "is a column without a heading", "name the column"));
  }

  /** In a column {@code process} stand the ids of approval flows. */
  private Stream<ModelProblem> routes(TableModel model, Element table) {
    List<Element> outputs = all(table, "output");
    return IntStream.range(0, outputs.size())
        .filter(column -> outputs.get(column).getAttribute("name").equals("process"))
        .boxed()
        .flatMap(
            column ->
                all(table, "rule").stream()
                    .filter(row -> all(row, "outputEntry").size() > column)
                    .flatMap(
                        row ->
                            route(
                                model,
                                row,
                                all(row, "outputEntry").get(column).getTextContent().strip())));
  }

  private Stream<ModelProblem> route(TableModel model, Element row, String cell) {
    Matcher word = WORD.matcher(cell);
    if (!word.matches() || known.flow(word.group(1))) {
      return Stream.empty();
    }
    return problem(
        model,
        row,
        "sends actions to the flow %s, which is not among the models".formatted(cell),
        "correct it to one of "
            + String.join(", ", new TreeSet<>(known.flows()))
            + ", add the file to bpmn/, or name a flow of another deployment with --extra-flows");
  }

  private static Stream<ModelProblem> problem(
      TableModel model, Element element, String what, String mend) {
    String name =
        Stream.of("name", "label")
            .map(element::getAttribute)
            .filter(text -> !text.isBlank())
            .findFirst()
            .or(() -> all(element, "description").stream().findFirst().map(Element::getTextContent))
            .map(text -> " (" + text.strip() + ")")
            .orElse("");
    return Stream.of(new ModelProblem(model.file(), element.getAttribute("id") + name, what, mend));
  }
}
