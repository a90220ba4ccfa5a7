package io.countersign.organization;

import io.countersign.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's own absence: who stands in, and being back. */
@RestController
@RequestMapping(
    path = "/v1/organization/people/{id}/delegation",
    produces = MediaType.APPLICATION_JSON_VALUE)
@PreAuthorize("hasAnyAuthority('SCOPE_review', 'SCOPE_administer')")
class AbsenceController {

  private final Absences absences;

  AbsenceController(Absences absences) {
    this.absences = absences;
  }

  @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Say who stands in for you",
      description = "Takes the place of what you set before. For others, administrators only.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = DelegationRequest.class))))
  Delegation delegate(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @Parameter(hidden = true) HttpServletRequest http)
      throws IOException {
    return absences.set(caller, id, DelegationRequestReader.read(http.getInputStream()));
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Be back: ends what you set")
  void endDelegation(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    absences.end(caller, id);
  }
}
