package io.countersign.agent;

import io.countersign.agent.KeyRequests.ForOperator;
import io.countersign.agent.KeyRequests.Rotation;
import io.countersign.agent.KeyViews.Keys;
import io.countersign.agent.KeyViews.NewKey;
import io.countersign.organization.Organization;
import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import io.countersign.web.StrictJson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The keys of operators and auditors, each with the scopes it needs and no more. */
@RestController
@RequestMapping(path = "/v1/keys", produces = MediaType.APPLICATION_JSON_VALUE)
@PreAuthorize("hasAuthority('SCOPE_administer')")
class KeyController {

  private final Supplier<Organization> organization;
  private final ApiKeys keys;

  KeyController(Supplier<Organization> organization, ApiKeys keys) {
    this.organization = organization;
    this.keys = keys;
  }

  @GetMapping
  @Operation(summary = "The keys of operators and auditors, without their secrets")
  Keys keys() {
    return new Keys(keys.list(KeyController::isOperators));
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Make a key for an operator or auditor",
      description = "The key is in this answer and nowhere else.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = ForOperator.class))))
  NewKey create(
      @AuthenticationPrincipal Caller caller, @Parameter(hidden = true) HttpServletRequest http)
      throws IOException {
    ForOperator asked = StrictJson.read(http.getInputStream(), ForOperator.class);
    String holder = KeyRequests.holder(asked);
    if (organization.get().agent(holder).isPresent()) {
      throw new RefusedException(
          ErrorCode.INVALID_FIELD, "holder", "This is an agent: make its key at /v1/agents.");
    }
    return keys.create(
        KeyRequests.maker(caller),
        holder,
        Caller.Kind.OPERATOR,
        KeyRequests.scopes(asked),
        asked.expiresAt());
  }

  @PostMapping(path = "/{keyId}/rotate", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Put a new key in the place of an old one",
      description = "The old one is good for the overlap, a day if it is left out.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = Rotation.class))))
  NewKey rotate(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String keyId,
      @Parameter(hidden = true) HttpServletRequest http)
      throws IOException {
    return keys.rotate(
        KeyRequests.maker(caller),
        keyId,
        KeyController::isOperators,
        StrictJson.read(http.getInputStream(), Rotation.class));
  }

  @DeleteMapping("/{keyId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Revoke a key at once")
  void revoke(@AuthenticationPrincipal Caller caller, @PathVariable String keyId) {
    keys.revoke(KeyRequests.maker(caller), keyId, KeyController::isOperators);
  }

  private static boolean isOperators(ApiKey key) {
    return key.kind() == Caller.Kind.OPERATOR;
  }
}
