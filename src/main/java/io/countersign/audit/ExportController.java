package io.countersign.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.web.QueryParameters;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes actions and entries out, as many as there are. */
@RestController
@RequestMapping(path = "/v1/audit", produces = MediaType.ALL_VALUE)
@PreAuthorize("hasAuthority('SCOPE_audit')")
class ExportController {

  private final ExportSource source;
  private final ObjectMapper json;
  private final Clock clock;

  ExportController(ExportSource source, ObjectMapper json, Clock clock) {
    this.source = source;
    this.json = json;
    this.clock = clock;
  }

  @GetMapping("/actions:export")
  @Operation(
      summary = "Export actions, the oldest first",
      description = "The filters of the search, and format: csv, jsonl or cloudevents.")
  void actions(@RequestParam MultiValueMap<String, String> values, HttpServletResponse response) {
    Set<String> known = new HashSet<>(AuditFilter.FIELDS.keySet());
    known.addAll(AuditFilter.OTHERS);
    QueryParameters parameters = parameters(values, known);
    AuditFilter filter = AuditFilter.of(parameters);
    export(parameters, ExportedKind.ACTIONS, response)
        .write(taker -> source.actions(filter, taker));
  }

  @GetMapping("/entries:export")
  @Operation(
      summary = "Export entries, the oldest first",
      description =
          "Filters: actionId, kind, severity, actor, elementId, subject, q, from, to; and format: csv,"
              + " jsonl or cloudevents.")
  void entries(@RequestParam MultiValueMap<String, String> values, HttpServletResponse response) {
    QueryParameters parameters = parameters(values, EntryFilter.NAMES);
    EntryFilter filter = EntryFilter.of(parameters);
    export(parameters, ExportedKind.ENTRIES, response)
        .write(taker -> source.entries(filter, taker));
  }

  private static QueryParameters parameters(
      MultiValueMap<String, String> values, Set<String> filters) {
    Set<String> known = new HashSet<>(filters);
    known.add("format");
    return QueryParameters.of(values, known);
  }

  private Export export(
      QueryParameters parameters, ExportedKind kind, HttpServletResponse response) {
    String word = parameters.word("format", ExportFormat.WORDS, ExportFormat.JSON_LINES.word());
    return new Export(
        new ExportLines(ExportFormat.of(word), kind, clock.instant(), json), response);
  }
}
