package io.countersign.callback;

import io.countersign.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where agents are told: administrators set it, agents read their own. */
@RestController
@RequestMapping(path = "/v1/callbacks/endpoints", produces = MediaType.APPLICATION_JSON_VALUE)
class EndpointController {

  private static final String ADMINISTRATOR =
      "hasAuthority('SCOPE_administer') and principal.kind().name() != 'AGENT'";

  private final Endpoints endpoints;

  EndpointController(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  /** The endpoints that the caller may see. */
  record EndpointList(List<EndpointView> items) {}

  @GetMapping
  @PreAuthorize("hasAnyAuthority('SCOPE_propose', 'SCOPE_administer', 'SCOPE_audit')")
  @Operation(summary = "List callback endpoints", description = "Agents see their own.")
  EndpointList list(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String agent) {
    return new EndpointList(endpoints.list(caller, agent));
  }

  @GetMapping("/{id}")
  @PreAuthorize("hasAnyAuthority('SCOPE_propose', 'SCOPE_administer', 'SCOPE_audit')")
  @Operation(summary = "Read a callback endpoint", description = "Its secret is never shown again.")
  EndpointView read(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return endpoints.read(caller, id);
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @PreAuthorize(ADMINISTRATOR)
  @Operation(
      summary = "Register a callback endpoint",
      description = "The answer shows its secret, this once.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = EndpointRequest.class))))
  ResponseEntity<EndpointView> register(
      @AuthenticationPrincipal Caller caller, @Parameter(hidden = true) HttpServletRequest http)
      throws IOException {
    return ResponseEntity.status(HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(endpoints.register(caller, CallbackBodies.endpoint(http.getInputStream())));
  }

  @PostMapping("/{id}/rotate")
  @PreAuthorize(ADMINISTRATOR)
  @Operation(
      summary = "Make a new secret",
      description =
          "The old one signs beside it for the time in the body, {\"overlap\": \"PT24H\"}. The"
              + " answer shows the new one, this once.")
  ResponseEntity<EndpointView> rotate(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @Parameter(hidden = true) HttpServletRequest http)
      throws IOException {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(endpoints.rotate(caller, id, CallbackBodies.overlap(http.getInputStream())));
  }

  @PostMapping("/{id}/disable")
  @PreAuthorize(ADMINISTRATOR)
  @Operation(summary = "Send nothing there for now")
  EndpointView disable(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return endpoints.disable(caller, id);
  }

  @PostMapping("/{id}/enable")
  @PreAuthorize(ADMINISTRATOR)
  @Operation(
      summary = "Send there again",
      description = "What died meanwhile is replayed on demand.")
  EndpointView enable(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return endpoints.enable(caller, id);
  }

  @DeleteMapping("/{id}")
  @PreAuthorize(ADMINISTRATOR)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Remove a callback endpoint", description = "Its secrets are erased.")
  void remove(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    endpoints.remove(caller, id);
  }
}
