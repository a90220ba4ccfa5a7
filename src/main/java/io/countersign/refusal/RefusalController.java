package io.countersign.refusal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows auditors what was asked for and not granted. */
@RestController
@RequestMapping(path = "/v1/audit/refusals", produces = MediaType.APPLICATION_JSON_VALUE)
@PreAuthorize("hasAuthority('SCOPE_audit')")
class RefusalController {

  private final RefusalStore store;

  RefusalController(RefusalStore store) {
    this.store = store;
  }

  /**
   * @param cursor of the next page; absent on the last one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<Refusal> items, @Nullable String cursor) {}

  @GetMapping
  @Operation(
      summary = "Search refused calls, the latest first",
      description =
          "Filters, each repeatable: caller, callerKind, code, field, method, path, remoteAddress,"
              + " status, traceparent. Once: from, to, limit, cursor.")
  Page search(@RequestParam MultiValueMap<String, String> values) {
    RefusalQuery query = RefusalQuery.of(values);
    RefusalStore.Page found = store.search(query);
    return new Page(
        found.items(), found.next() == null ? null : found.next().text(query.canonical()));
  }
}
