package io.countersign.models;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;

/** Reads the rows of a decision table as the analyst wrote them. */
public final class TableRows {

  private TableRows() {}

  /**
   * One row.
   *
   * @param id of the row
   * @param inputs the cells by input expression; an empty cell is absent
   * @param outputs the cells by output name
   */
  public record Row(String id, Map<String, String> inputs, Map<String, String> outputs) {}

  /** The rows in their order; none if the file cannot be read or has no such table. */
  public static List<Row> of(String file, byte[] dmn, String decisionId) {
    try {
      return TableModel.read(file, dmn).decisions().stream()
          .filter(it -> it.getAttribute("id").equals(decisionId))
          .flatMap(it -> rows(it).stream())
          .toList();
    } catch (UnreadableModelException unreadable) {
      return List.of();
    }
  }

  private static List<Row> rows(Element decision) {
    List<String> inputs =
        TableModel.all(decision, "inputExpression").stream().map(TableRows::text).toList();
    List<String> outputs =
        TableModel.all(decision, "output").stream().map(it -> it.getAttribute("name")).toList();
    return TableModel.all(decision, "rule").stream()
        .map(
            rule ->
                new Row(
                    rule.getAttribute("id"),
                    cells(inputs, TableModel.all(rule, "inputEntry")),
                    cells(outputs, TableModel.all(rule, "outputEntry"))))
        .toList();
  }

  private static Map<String, String> cells(List<String> names, List<Element> entries) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (int n = 0; n < Math.min(names.size(), entries.size()); n++) {
      String text = text(entries.get(n));
      if (!text.isEmpty() && !text.equals("-")) {
        cells.put(names.get(n), text);
      }
    }
    return cells;
  }

  private static String text(Element element) {
    return TableModel.all(element, "text").stream()
        .findFirst()
        .map(it -> it.getTextContent().strip())
        .orElse("");
  }
}
