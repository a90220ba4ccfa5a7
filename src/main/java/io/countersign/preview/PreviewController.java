package io.countersign.preview;

import io.countersign.action.ActionRequest;
import io.countersign.action.ProposalReader;
import io.countersign.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The agent's question before it proposes. */
@RestController
class PreviewController {

  private static final String NO_ACTION = "preview";

  private final ProposalReader proposals;
  private final Previews previews;

  PreviewController(ProposalReader proposals, Previews previews) {
    this.proposals = proposals;
    this.previews = previews;
  }

  @PostMapping(
      path = "/v1/actions:preview",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @PreAuthorize("hasAuthority('SCOPE_propose')")
  @Operation(
      summary = "Preview an action",
      description =
          "Takes the body of a proposal and says what would become of it. Nothing is started.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = ActionRequest.class))))
  Preview preview(
      @AuthenticationPrincipal Caller caller, @Parameter(hidden = true) HttpServletRequest http)
      throws IOException {
    return previews.of(proposals.action(NO_ACTION, caller, proposals.read(http.getInputStream())));
  }
}
