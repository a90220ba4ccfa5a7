package io.countersign.action;

import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The agent's side: propose, read, wait. */
@RestController
@RequestMapping(path = "/v1/actions", produces = MediaType.APPLICATION_JSON_VALUE)
class ActionController {

  private static final long LONGEST_WAIT_SECONDS = 60;
  private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*(\\d{1,4})");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

  private final Intake intake;
  private final ActionReads reads;
  private final ProposalReader proposals;

  ActionController(Intake intake, ActionReads reads, ProposalReader proposals) {
    this.intake = intake;
    this.reads = reads;
    this.proposals = proposals;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @PreAuthorize("hasAuthority('SCOPE_propose')")
  @Operation(
      summary = "Propose an action",
      description =
          "200 when it is decided, 202 while it is not. The same key with the same body gives the"
              + " same action; with another body 422.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = ActionRequest.class))))
  ResponseEntity<ActionView> propose(
      @AuthenticationPrincipal Caller caller,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @Parameter(description = "wait=N waits up to N seconds, at most 60, for the decision")
          @RequestHeader(name = "Prefer", required = false)
          @Nullable String prefer,
      @Parameter(hidden = true) HttpServletRequest http)
      throws IOException {
    if (key == null || !KEY.matcher(key).matches()) {
      throw new RefusedException(
          ErrorCode.INVALID_FIELD,
          "Idempotency-Key",
          "Send an Idempotency-Key header of 1 to 200 printable ASCII characters.");
    }
    ActionView taken = intake.propose(caller, key, proposals.read(http.getInputStream()));
    return answer(taken.decided() ? taken : reads.decision(taken.id(), caller, preferred(prefer)));
  }

  @GetMapping("/{id}")
  @PreAuthorize("hasAnyAuthority('SCOPE_propose', 'SCOPE_audit')")
  @Operation(summary = "Read an action")
  ActionView read(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return reads.view(id, caller);
  }

  @GetMapping("/{id}/decision")
  @PreAuthorize("hasAnyAuthority('SCOPE_propose', 'SCOPE_audit')")
  @Operation(summary = "Wait for the decision", description = "200 when decided, 202 while not.")
  ResponseEntity<ActionView> decision(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @Parameter(description = "seconds, at most 60") @RequestParam(defaultValue = "0") long wait) {
    if (wait < 0) {
      throw new RefusedException(ErrorCode.INVALID_FIELD, "wait", "Send seconds, 0 to 60.");
    }
    return answer(reads.decision(id, caller, seconds(wait)));
  }

  private static ResponseEntity<ActionView> answer(ActionView view) {
    return view.decided()
        ? ResponseEntity.ok(view)
        : ResponseEntity.accepted().location(URI.create("/v1/actions/" + view.id())).body(view);
  }

  private static Duration preferred(@Nullable String prefer) {
    Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
    return wait.find() ? seconds(Long.parseLong(wait.group(1))) : Duration.ZERO;
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(Math.min(LONGEST_WAIT_SECONDS, seconds));
  }
}
