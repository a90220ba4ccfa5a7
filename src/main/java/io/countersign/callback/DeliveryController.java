package io.countersign.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How callbacks fare: everyone reads what is theirs, administrators send again. */
@RestController
@RequestMapping(path = "/v1/callbacks", produces = MediaType.APPLICATION_JSON_VALUE)
class DeliveryController {

  private static final String ADMINISTRATOR =
      "hasAuthority('SCOPE_administer') and principal.kind().name() != 'AGENT'";

  private final DeliveryHistory history;
  private final Replays replays;

  DeliveryController(DeliveryHistory history, Replays replays) {
    this.history = history;
    this.replays = replays;
  }

  /** The deliveries that fit, the latest news first. */
  record DeliveryList(List<Delivery> items) {}

  @GetMapping("/deliveries")
  @PreAuthorize("hasAnyAuthority('SCOPE_propose', 'SCOPE_administer', 'SCOPE_audit')")
  @Operation(
      summary = "List deliveries",
      description =
          "Parameters: state (pending, retrying, delivered, dead, cancelled), endpoint, agent, from,"
              + " to, limit. Agents see their own.")
  DeliveryList list(
      @AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> parameters) {
    DeliveryQuery query = DeliveryQuery.of(parameters);
    if (caller.kind() == Caller.Kind.AGENT) {
      return new DeliveryList(history.search(query.ofAgent(caller.id())));
    }
    if (!caller.may("administer") && !caller.may("audit")) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN, "Deliveries are shown to administrators and auditors.");
    }
    return new DeliveryList(history.search(query));
  }

  @PostMapping("/deliveries/{id}/replay")
  @PreAuthorize(ADMINISTRATOR)
  @Operation(
      summary = "Send a message again",
      description =
          "A dead one gets all its attempts again; a delivered one is sent once, and the answer"
              + " tells what became of it. The webhook-id is the same, the timestamp is new.")
  Replays.Replayed replay(@AuthenticationPrincipal Caller caller, @PathVariable String id)
      throws JsonProcessingException {
    return replays.one(caller, id);
  }

  @PostMapping(path = "/deliveries:replay", consumes = MediaType.APPLICATION_JSON_VALUE)
  @PreAuthorize(ADMINISTRATOR)
  @Operation(
      summary = "Send dead messages again",
      description =
          "All that died in {\"from\", \"to\"}, optionally of one {\"endpoint\"}; at most 1,000 at a"
              + " call. What was delivered is not sent again.")
  Replays.Range replayRange(
      @AuthenticationPrincipal Caller caller, @Parameter(hidden = true) HttpServletRequest http)
      throws IOException {
    return replays.range(caller, CallbackBodies.range(http.getInputStream()));
  }
}
