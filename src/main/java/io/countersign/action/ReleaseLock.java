package io.countersign.action;

import io.countersign.engine.EngineMessages;
import io.countersign.engine.Publication;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Closes a release once and for all: whoever comes first, redeems or withdraws it.
 *
 * <p>The engine takes a message with one id only once while it remembers it, also from a hundred
 * callers at once and over a restart of anything. It remembers it for longer than a release lasts.
 */
@Component
public class ReleaseLock {

  private static final String MESSAGE = "release-closed";

  /** More than the clocks of two instances ever differ. */
  private static final Duration MARGIN = Duration.ofMinutes(10);

  private final EngineMessages engine;
  private final Clock clock;

  ReleaseLock(EngineMessages engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * @param executeBy when the release ends by itself
   * @param how what the history keeps of it: {@code state}, {@code agent}, {@code closing} (unique
   *     to this call) and more
   * @return whether this call closed it
   */
  public boolean close(String actionId, Instant executeBy, Map<String, Object> how) {
    Duration left = Duration.between(clock.instant(), executeBy);
    Duration remembered = left.isNegative() ? MARGIN : left.plus(MARGIN);
    return engine.publish(MESSAGE, actionId, remembered, Map.of("release", how))
        == Publication.PUBLISHED;
  }
}
