package io.countersign.audit;

import io.countersign.history.Actor;
import io.countersign.history.Entry;
import io.countersign.history.EntryKind;
import io.countersign.history.EntrySeverity;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The auditor's side: find actions, and read what happened to one. */
@RestController
@RequestMapping(path = "/v1/audit/actions", produces = MediaType.APPLICATION_JSON_VALUE)
@PreAuthorize("hasAuthority('SCOPE_audit')")
class AuditController {

  private final ActionHistory history;

  AuditController(ActionHistory history) {
    this.history = history;
  }

  /** The timeline of one action. */
  record Timeline(ActionDocument action, List<TimelineEntry> entries) {}

  /**
   * @param position {@code partition-position} of the record in the engine's log
   * @param facts what the entry is found and counted by, as docs/reference/audit.md lists them
   * @param detail everything behind the sentence
   */
  record TimelineEntry(
      long number,
      String position,
      Instant at,
      EntryKind kind,
      EntrySeverity severity,
      Actor actor,
      String sentence,
      String elementId,
      Map<String, Object> facts,
      Map<String, Object> detail) {

    static TimelineEntry of(Entry entry) {
      return new TimelineEntry(
          entry.number(),
          entry.id(),
          entry.at(),
          entry.kind(),
          entry.severity(),
          entry.actor(),
          entry.sentence(),
          entry.elementId(),
          entry.facts(),
          entry.detail());
    }
  }

  @GetMapping
  @Operation(
      summary = "Search actions",
      description =
          "Filters, each repeatable: agent, owner, type, businessObject (type/id),"
              + " businessObjectType, currency, control, policy, risk, reviewer, verdict, outcome,"
              + " callback, environment. Once: q, amountMin, amountMax, from, to, held. Then: facet"
              + " (a filter's name, repeatable), sort (proposedAt, decidedAt, amount), order (desc,"
              + " asc), limit, cursor.")
  AuditPage search(@RequestParam MultiValueMap<String, String> parameters) {
    return history.search(AuditQuery.of(parameters));
  }

  @GetMapping("/{id}")
  @Operation(summary = "Read the timeline of an action")
  Timeline timeline(@PathVariable String id) {
    ActionDocument action =
        history
            .find(id)
            .orElseThrow(
                () -> new RefusedException(ErrorCode.ACTION_NOT_FOUND, "No action has this id."));
    return new Timeline(action, history.entries(id).stream().map(TimelineEntry::of).toList());
  }
}
