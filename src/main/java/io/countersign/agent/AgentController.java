package io.countersign.agent;

import io.countersign.agent.KeyRequests.ForAgent;
import io.countersign.agent.KeyRequests.Rotation;
import io.countersign.agent.KeyViews.AgentView;
import io.countersign.agent.KeyViews.Keys;
import io.countersign.agent.KeyViews.NewKey;
import io.countersign.organization.Organization;
import io.countersign.organization.Organization.Agent;
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
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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

/** The inventory of agents, and their keys: a key of an agent may propose and nothing else. */
@RestController
@RequestMapping(path = "/v1/agents", produces = MediaType.APPLICATION_JSON_VALUE)
@PreAuthorize("hasAuthority('SCOPE_administer')")
class AgentController {

  private static final Set<String> PROPOSING = Set.of("propose");

  private final Supplier<Organization> organization;
  private final ApiKeys keys;
  private final KeyFile file;
  private final Clock clock;

  AgentController(Supplier<Organization> organization, ApiKeys keys, KeyFile file, Clock clock) {
    this.organization = organization;
    this.keys = keys;
    this.file = file;
    this.clock = clock;
  }

  @GetMapping
  @Operation(summary = "All agents of the inventory")
  List<AgentView> agents() {
    return organization.get().agents().stream().map(this::view).toList();
  }

  @GetMapping("/{id}")
  @Operation(summary = "One agent")
  AgentView agent(@PathVariable String id) {
    return view(known(id));
  }

  @GetMapping("/{id}/keys")
  @Operation(summary = "The keys of an agent, without their secrets")
  Keys keys(@PathVariable String id) {
    return new Keys(keys.list(of(known(id).id())));
  }

  @PostMapping(path = "/{id}/keys", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Make a key for an agent",
      description = "The key is in this answer and nowhere else.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = ForAgent.class))))
  NewKey create(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @Parameter(hidden = true) HttpServletRequest http)
      throws IOException {
    ForAgent asked = StrictJson.read(http.getInputStream(), ForAgent.class);
    return keys.create(
        KeyRequests.maker(caller), known(id).id(), Caller.Kind.AGENT, PROPOSING, asked.expiresAt());
  }

  @PostMapping(path = "/{id}/keys/{keyId}/rotate", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Put a new key in the place of an old one",
      description = "The old one is good for the overlap, a day if it is left out.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = Rotation.class))))
  NewKey rotate(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @PathVariable String keyId,
      @Parameter(hidden = true) HttpServletRequest http)
      throws IOException {
    Rotation asked = StrictJson.read(http.getInputStream(), Rotation.class);
    return keys.rotate(KeyRequests.maker(caller), keyId, of(known(id).id()), asked);
  }

  /** Also for an agent that has left the inventory: its keys must still be taken away. */
  @DeleteMapping("/{id}/keys/{keyId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Revoke a key at once")
  void revoke(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, @PathVariable String keyId) {
    keys.revoke(KeyRequests.maker(caller), keyId, of(id));
  }

  private static Predicate<ApiKey> of(String agent) {
    return key -> key.kind() == Caller.Kind.AGENT && key.holder().equals(agent);
  }

  private AgentView view(Agent agent) {
    long active =
        file.all().stream().filter(of(agent.id())).filter(it -> it.isOpen(clock.instant())).count();
    return new AgentView(agent.id(), agent.name(), agent.owner(), active);
  }

  private Agent known(String id) {
    return organization
        .get()
        .agent(id)
        .orElseThrow(
            () ->
                new RefusedException(
                    ErrorCode.AGENT_NOT_FOUND, "The inventory lists no such agent."));
  }
}
