package io.countersign.callback;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Keeps one slow or dead receiver from holding up the others. */
@Component
class Lanes {

  private static final int FAILURES = 5;
  private static final int TRIALS = 3;
  private static final Duration OPEN = Duration.ofSeconds(10);

  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private final CallbackProperties properties;
  private final CircuitBreakerConfig breakers;

  Lanes(CallbackProperties properties, Clock clock) {
    this.properties = properties;
    this.breakers =
        CircuitBreakerConfig.custom()
            .slidingWindowSize(FAILURES)
            .minimumNumberOfCalls(FAILURES)
            .failureRateThreshold(100)
            .waitDurationInOpenState(OPEN)
            .permittedNumberOfCallsInHalfOpenState(TRIALS)
            .clock(clock)
            .build();
  }

  /**
   * Sends by the lane of a receiver, if it is open.
   *
   * @param receiver its endpoint's id, or host and port
   */
  Attempt send(String receiver, Supplier<Attempt> sending) {
    Attempt attempt = lanes.computeIfAbsent(receiver, this::lane).send(sending);
    lanes.computeIfPresent(receiver, (key, lane) -> lane.isIdle() ? null : lane);
    return attempt;
  }

  private Lane lane(String receiver) {
    return new Lane(properties.atOnce(), CircuitBreaker.of(receiver, breakers));
  }
}
