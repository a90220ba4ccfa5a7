package io.countersign.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The text of an export, piece by piece. What is broken off never looks whole: a CSV and JSON Lines
 * end in a line that says so, a CloudEvents batch lacks its end.
 *
 * @param exportedAt when the export began
 */
record ExportLines(ExportFormat format, ExportedKind kind, Instant exportedAt, ObjectMapper json) {

  String begin() {
    return switch (format) {
      case CSV -> CsvLine.head(kind.columns());
      case JSON_LINES -> "";
      case CLOUD_EVENTS -> "[";
    };
  }

  /**
   * @param number 0 for the first document
   */
  String document(Exported document, long number) throws JsonProcessingException {
    return switch (format) {
      case CSV -> CsvLine.of(document.source(), kind.columns());
      case JSON_LINES -> json.writeValueAsString(document.source()) + "\n";
      case CLOUD_EVENTS -> (number == 0 ? "\n" : ",\n") + json.writeValueAsString(event(document));
    };
  }

  String end() {
    return format == ExportFormat.CLOUD_EVENTS ? "\n]\n" : "";
  }

  String brokenOff(long documents) {
    String sentence = "The export broke off after %d documents.".formatted(documents);
    return switch (format) {
      case CSV -> "# INCOMPLETE: " + sentence + "\r\n";
      case JSON_LINES -> "{\"incomplete\":\"" + sentence + "\"}\n";
      case CLOUD_EVENTS -> "\n";
    };
  }

  private Map<String, Object> event(Exported document) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("specversion", "1.0");
    event.put("id", kind.eventId(document, exportedAt));
    event.put("source", "/v1/audit/" + kind.word());
    event.put("type", kind.eventType(document.source()));
    String action = document.source().path("actionId").asText();
    if (!action.isEmpty()) {
      event.put("subject", action);
    }
    event.put("time", kind.eventTime(document.source()));
    event.put("datacontenttype", "application/json");
    event.put("data", document.source());
    return event;
  }
}
