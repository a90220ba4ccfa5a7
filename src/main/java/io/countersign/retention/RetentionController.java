package io.countersign.retention;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.administration.Act;
import io.countersign.administration.Administration;
import io.countersign.audit.ActionDocument;
import io.countersign.audit.ActionHistory;
import io.countersign.history.EntryKind;
import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.QueryParameters;
import io.countersign.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Legal holds, and what became of what was old. */
@RestController
@RequestMapping(path = "/v1/audit", produces = MediaType.APPLICATION_JSON_VALUE)
class RetentionController {

  private static final Logger LOG = LoggerFactory.getLogger(RetentionController.class);
  private static final int LONGEST_REASON = 1_000;
  private static final int MOST = 200;

  private final ElasticsearchHolds holds;
  private final ElasticsearchRetentionTrace trace;
  private final ActionHistory history;
  private final Administration administration;
  private final Clock clock;

  RetentionController(
      ElasticsearchHolds holds,
      ElasticsearchRetentionTrace trace,
      ActionHistory history,
      Administration administration,
      Clock clock) {
    this.holds = holds;
    this.trace = trace;
    this.history = history;
    this.administration = administration;
    this.clock = clock;
  }

  /**
   * @param reason why it must be kept, at most 1,000 characters
   */
  record HoldRequest(@Nullable String reason) {}

  /** The latest of what was held, lifted and deleted. */
  record Trace(List<ObjectNode> items) {}

  @PutMapping(path = "/actions/{id}/hold", consumes = MediaType.APPLICATION_JSON_VALUE)
  @PreAuthorize("hasAnyAuthority('SCOPE_audit', 'SCOPE_administer')")
  @Operation(summary = "Keep an action and its entries, however old they get")
  Hold hold(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestBody HoldRequest request) {
    String reason = request.reason() == null ? "" : request.reason().strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw new RefusedException(
          ErrorCode.INVALID_FIELD, "reason", "Say why, in 1 to 1,000 characters.");
    }
    known(id);
    var hold = new Hold(id, caller.id(), reason, clock.instant());
    holds.set(hold);
    LOG.info("Action {} held by {}", id, caller.id());
    administration.tookAway(
        Act.of(EntryKind.HOLD_SET, id, caller, hold.at()).with("reason", reason));
    return hold;
  }

  @DeleteMapping("/actions/{id}/hold")
  @PreAuthorize("hasAuthority('SCOPE_administer')")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Lift a hold: from now on the action may be deleted when it is old")
  void lift(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    if (!known(id).underHold()) {
      return;
    }
    var lifted = new Hold(id, caller.id(), "", clock.instant());
    administration.grant(
        Act.of(EntryKind.HOLD_LIFTED, id, caller, lifted.at()),
        () -> {
          holds.lift(lifted);
          LOG.info("Hold on action {} lifted by {}", id, caller.id());
          return lifted;
        });
  }

  @GetMapping("/retention")
  @PreAuthorize("hasAuthority('SCOPE_audit')")
  @Operation(summary = "What was held, lifted and deleted, the latest first")
  Trace trace(@RequestParam MultiValueMap<String, String> values) {
    int limit = QueryParameters.of(values, Set.of("limit")).number("limit", MOST, MOST);
    return new Trace(trace.latest(limit));
  }

  private ActionDocument known(String id) {
    return history
        .find(id)
        .orElseThrow(
            () -> new RefusedException(ErrorCode.ACTION_NOT_FOUND, "No action has this id."));
  }
}
