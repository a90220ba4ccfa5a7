package io.countersign.audit;

import io.countersign.web.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Judges by the exporters' status whether the audit is complete and in time. */
@Component
class ExporterWatch {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private final ExporterStates states;
  private final ExporterAlarmProperties limits;
  private final Clock clock;
  private @Nullable Verdict latest;

  ExporterWatch(ExporterStates states, ExporterAlarmProperties limits, Clock clock) {
    this.states = states;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * @param delay of the partition that is latest; null if it is not known
   * @param quarantined documents; null if not known
   * @param alarms what an operator has to look at, in sentences; empty if nothing
   */
  record Verdict(
      Instant at, @Nullable Duration delay, @Nullable Long quarantined, List<String> alarms) {}

  /** As of now or a few seconds ago: a look costs two reads. */
  synchronized Verdict verdict() {
    Instant now = clock.instant();
    if (latest == null || latest.at().plus(LOOK_AGAIN).isBefore(now)) {
      latest = look(now);
    }
    return latest;
  }

  private Verdict look(Instant now) {
    ExporterStates.Seen seen;
    try {
      seen = states.read();
    } catch (RefusedException unavailable) {
      return new Verdict(now, null, null, List.of(unavailable.getMessage()));
    }
    List<String> alarms = new ArrayList<>();
    Duration latestDelay = Duration.ZERO;
    for (ExporterStatus it : seen.partitions()) {
      Duration delay = it.delay(now);
      if (delay.compareTo(limits.delay()) > 0) {
        alarms.add(
            "The history of partition %d is %d s late."
                .formatted(it.partition(), delay.toSeconds()));
      }
      if (it.hasRival(now)) {
        alarms.add("Two exporters write partition %d.".formatted(it.partition()));
      }
      latestDelay = delay.compareTo(latestDelay) > 0 ? delay : latestDelay;
    }
    if (seen.quarantined() >= limits.quarantined()) {
      alarms.add("%d documents are in the quarantine.".formatted(seen.quarantined()));
    }
    if (seen.partitions().isEmpty()) {
      alarms.add("No exporter has told its status yet.");
    }
    return new Verdict(
        now,
        seen.partitions().isEmpty() ? null : latestDelay,
        seen.quarantined(),
        List.copyOf(alarms));
  }
}
