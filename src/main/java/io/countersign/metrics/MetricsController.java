package io.countersign.metrics;

import io.countersign.organization.Organization;
import io.countersign.web.QueryParameters;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures that leadership reads. */
@RestController
@RequestMapping(path = "/v1/metrics", produces = MediaType.APPLICATION_JSON_VALUE)
@PreAuthorize("hasAuthority('SCOPE_audit')")
class MetricsController {

  private static final Duration USUAL = Duration.ofDays(30);

  private final GovernanceFacts facts;
  private final Supplier<Organization> organization;
  private final MetricsProperties properties;
  private final Clock clock;

  MetricsController(
      GovernanceFacts facts,
      Supplier<Organization> organization,
      MetricsProperties properties,
      Clock clock) {
    this.facts = facts;
    this.organization = organization;
    this.properties = properties;
    this.clock = clock;
  }

  @GetMapping("/governance")
  @Operation(
      summary = "Governance figures of the actions proposed in a period",
      description =
          "Parameters: from and to (the last 30 days without them), by (type, agent, owner,"
              + " department, environment, control or day).")
  GovernanceMetrics governance(@RequestParam MultiValueMap<String, String> values) {
    var parameters = QueryParameters.of(values, Set.of("from", "to", "by"));
    Instant asked = parameters.time("to");
    Instant to = asked == null ? clock.instant() : asked;
    Instant begin = parameters.time("from");
    Instant from = begin == null ? to.minus(USUAL) : begin;
    if (!from.isBefore(to)) {
      throw QueryParameters.invalid("from", "It must be before the end of the period.");
    }
    String by = parameters.word("by", Grouping.NAMES, "");
    var found = facts.proposedIn(from, to);
    return GovernanceMetrics.of(
        from,
        to,
        found.actions(),
        found.entries(),
        by,
        Grouping.of(by, organization.get()),
        properties.rubberStamp());
  }
}
