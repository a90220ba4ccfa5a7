package io.countersign.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** One line of CSV by RFC 4180, in which no text is taken for a formula by a spreadsheet. */
final class CsvLine {

  private static final String END = "\r\n";

  private CsvLine() {}

  static String head(List<String> columns) {
    return String.join(",", columns) + END;
  }

  /**
   * @param columns paths into the document; a list becomes its items, separated by semicolons
   */
  static String of(JsonNode document, List<String> columns) {
    return columns.stream()
            .map(path -> cell(document.at("/" + path.replace('.', '/'))))
            .collect(Collectors.joining(","))
        + END;
  }

  private static String cell(JsonNode value) {
    if (value.isNumber()) {
      return value.asText();
    }
    String text =
        value.isArray()
            ? StreamSupport.stream(value.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining("; "))
            : value.asText();
    return quoted(guarded(text));
  }

  /** A spreadsheet runs what begins with one of these (CWE-1236). */
  private static String guarded(String text) {
    return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String quoted(String text) {
    return text.chars().anyMatch(it -> "\",\r\n".indexOf(it) >= 0)
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }
}
