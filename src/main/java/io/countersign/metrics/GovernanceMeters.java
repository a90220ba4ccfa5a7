package io.countersign.metrics;

import io.countersign.action.ActionDecided;
import io.countersign.web.RefusedException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The governance figures as meters: exact ones of the last hour, read from the history now and
 * then, and a count of decisions as they are announced. Tags are words of policy, never agents,
 * people or business objects.
 */
@Component
class GovernanceMeters {

  private static final Logger LOG = LoggerFactory.getLogger(GovernanceMeters.class);
  private static final int MOST_ROWS = 100;

  private final GovernanceFacts facts;
  private final MetricsProperties properties;
  private final Clock clock;
  private final MeterRegistry registry;
  private final MultiGauge policyTriggers;
  private final MultiGauge rejections;
  private @Nullable GovernanceMetrics latest;
  private double readAt = Double.NaN;

  GovernanceMeters(
      GovernanceFacts facts, MetricsProperties properties, Clock clock, MeterRegistry registry) {
    this.facts = facts;
    this.properties = properties;
    this.clock = clock;
    this.registry = registry;
    policyTriggers =
        MultiGauge.builder("countersign.governance.policy.triggers")
            .description("Actions that triggered a policy number")
            .register(registry);
    rejections =
        MultiGauge.builder("countersign.governance.rejection.ratio")
            .description("Reviewed and decided actions of a type that people rejected, 0 to 1")
            .register(registry);
    all("proposed", "Actions proposed", it -> it.proposed());
    all("undecided", "Actions without a verdict", it -> it.undecided());
    all("timeout.ratio", "Reviews that nobody decided in time", it -> rate(it.timedOut()));
    all("escalation.ratio", "Reviews that were escalated", it -> rate(it.escalated()));
    all("blocked.ratio", "Actions that policy refused", it -> rate(it.blocked()));
    all("audit.only.ratio", "Actions that ran on their own", it -> rate(it.auditOnly()));
    all(
        "audit.only.complete.ratio",
        "Actions that ran on their own and have a complete record",
        it -> rate(it.auditOnlyComplete()));
    all(
        "callback.success.ratio",
        "Actions with a callback whose callback arrived",
        it -> rate(it.callbacksDelivered()));
    all(
        "rubber.stamp.ratio",
        "Votes that followed the taking of the seat too soon",
        it -> rate(it.rubberStamps()));
    spread("decision.seconds", "From the proposal to the verdict of people", Figures::decisionTime);
    spread("think.seconds", "From taking a seat to the vote", Figures::thinkTime);
    quantile("halt.seconds", "From a halt to what it stopped", "0.5", it -> p50(it.haltToStop()));
    quantile("halt.seconds", "From a halt to what it stopped", "0.95", it -> p95(it.haltToStop()));
    gauge(
        "votes.uncounted",
        "Votes that did not count",
        Tags.empty(),
        it -> it.uncountedVotes().values().stream().mapToLong(Long::longValue).sum());
    Gauge.builder("countersign.governance.read.time", this, it -> it.readAt)
        .description("When these figures were read last, in seconds since 1970")
        .baseUnit("seconds")
        .register(registry);
  }

  @Scheduled(
      initialDelayString = "PT20S",
      fixedDelayString = "${countersign.metrics.read-every:PT2M}")
  void read() {
    Instant now = clock.instant();
    try {
      Instant from = now.minus(properties.window());
      var found = facts.proposedIn(from, now);
      var figures =
          GovernanceMetrics.of(
              from,
              now,
              found.actions(),
              found.entries(),
              "",
              action -> Set.of(),
              properties.rubberStamp());
      policyTriggers.register(rows("policy", figures.policyTriggers(), it -> it), true);
      rejections.register(rows("type", figures.rejectionByType(), GovernanceMeters::rate), true);
      latest = figures;
      readAt = now.getEpochSecond();
    } catch (RefusedException unreadable) {
      LOG.warn("The governance figures are not read now: {}", unreadable.getMessage());
    }
  }

  /** A repeated announcement is counted again: for exact figures read the gauges. */
  @EventListener
  void decided(ActionDecided decided) {
    registry
        .counter(
            "countersign.decisions",
            "control",
            decided.control(),
            "verdict",
            decided.verdict().word())
        .increment();
  }

  private static <T> List<Row<?>> rows(String tag, Map<String, T> values, ToDoubleFunction<T> of) {
    return values.entrySet().stream()
        .limit(MOST_ROWS)
        .<Row<?>>map(it -> Row.of(Tags.of(tag, it.getKey()), of.applyAsDouble(it.getValue())))
        .toList();
  }

  private void all(String name, String description, ToDoubleFunction<Figures> figure) {
    gauge(name, description, Tags.empty(), it -> figure.applyAsDouble(it.all()));
  }

  private interface SpreadOf {
    Spread of(Figures figures);
  }

  private void spread(String name, String description, SpreadOf spread) {
    quantile(name, description, "0.5", it -> p50(spread.of(it.all())));
    quantile(name, description, "0.95", it -> p95(spread.of(it.all())));
  }

  private void quantile(
      String name, String description, String quantile, ToDoubleFunction<GovernanceMetrics> of) {
    gauge(name, description, Tags.of("quantile", quantile), of);
  }

  private void gauge(
      String name, String description, Tags tags, ToDoubleFunction<GovernanceMetrics> of) {
    Gauge.builder(
            "countersign.governance." + name,
            this,
            it -> it.latest == null ? Double.NaN : of.applyAsDouble(it.latest))
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private static double rate(Share share) {
    return number(share.rate());
  }

  private static double p50(Spread spread) {
    return number(spread.p50Seconds());
  }

  private static double p95(Spread spread) {
    return number(spread.p95Seconds());
  }

  private static double number(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }
}
