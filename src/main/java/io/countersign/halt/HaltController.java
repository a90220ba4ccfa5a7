package io.countersign.halt;

import io.countersign.audit.ActionHistory;
import io.countersign.history.Entry;
import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The stop switch of operators. */
@RestController
@RequestMapping(path = "/v1/halts", produces = MediaType.APPLICATION_JSON_VALUE)
class HaltController {

  private static final int LONGEST_REASON = 1_000;

  private final Halting halting;
  private final ActionHistory history;

  HaltController(Halting halting, ActionHistory history) {
    this.halting = halting;
    this.history = history;
  }

  /**
   * @param reason why, at most 1,000 characters; the agents are told
   */
  record Request(@Nullable HaltScope scope, @Nullable String reason) {}

  record InForce(List<Halt> items) {}

  record Story(String id, List<Entry> entries) {}

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @PreAuthorize("hasAuthority('SCOPE_halt')")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Stop an agent, an action type or everything",
      description =
          "In force when this answers: nothing in its scope is approved or redeemed. Reviews that"
              + " run and releases that are not used are ended.")
  Halt halt(@AuthenticationPrincipal Caller caller, @RequestBody Request request) {
    if (request.scope() == null || !request.scope().oneOfThree()) {
      throw new RefusedException(
          ErrorCode.INVALID_FIELD, "scope", "Name one: agent, actionType, or all: true.");
    }
    return halting.set(request.scope(), reason(request.reason()), caller);
  }

  @GetMapping
  @PreAuthorize("hasAnyAuthority('SCOPE_halt', 'SCOPE_audit')")
  @Operation(summary = "List what is halted")
  InForce list() {
    return new InForce(halting.list());
  }

  @GetMapping("/{id}")
  @PreAuthorize("hasAnyAuthority('SCOPE_halt', 'SCOPE_audit')")
  @Operation(summary = "Read who set a halt, and who lifted it, from the history")
  Story story(@PathVariable String id) {
    List<Entry> entries = id.startsWith("halt_") ? history.entries(id) : List.of();
    if (entries.isEmpty()) {
      throw new RefusedException(ErrorCode.HALT_NOT_FOUND, "The history shows no such halt.");
    }
    return new Story(id, entries);
  }

  @DeleteMapping("/{id}")
  @PreAuthorize("hasAuthority('SCOPE_halt')")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Lift a halt",
      description = "What it ended stays ended: agents propose again.")
  void lift(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @Parameter(description = "why, at most 1,000 characters") @RequestParam(required = false)
          @Nullable String reason) {
    halting.lift(id, reason(reason), caller);
  }

  private static String reason(@Nullable String reason) {
    if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw new RefusedException(
          ErrorCode.INVALID_FIELD, "reason", "Send a reason of at most 1,000 characters.");
    }
    return reason;
  }
}
