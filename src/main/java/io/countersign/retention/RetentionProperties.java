package io.countersign.retention;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long the history is kept, below {@code countersign.retention}.
 *
 * @param keep how long after its end an action is kept, at least 183 days: logs of high-risk
 *     systems are kept for six months (EU AI Act, articles 19 and 26); without it everything is
 *     kept
 */
@ConfigurationProperties("countersign.retention")
record RetentionProperties(@Nullable Duration keep) {

  static final Duration FLOOR = Duration.ofDays(183);

  RetentionProperties {
    if (keep != null && keep.compareTo(FLOOR) < 0) {
      throw new IllegalArgumentException(
          "countersign.retention.keep is %s: at least %d days are required"
              .formatted(keep, FLOOR.toDays()));
    }
  }
}
