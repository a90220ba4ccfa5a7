package io.countersign.retention;

import io.countersign.web.RefusedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes what is old enough, now and then; what fails is done the next time. */
@Component
class Retention {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private final RetentionProperties properties;
  private final ElasticsearchDeletions deletions;
  private final ElasticsearchRetentionTrace trace;
  private final Clock clock;

  Retention(
      RetentionProperties properties,
      ElasticsearchDeletions deletions,
      ElasticsearchRetentionTrace trace,
      Clock clock) {
    this.properties = properties;
    this.deletions = deletions;
    this.trace = trace;
    this.clock = clock;
  }

  @Scheduled(
      initialDelayString = "PT5M",
      fixedDelayString = "${countersign.retention.look-every:PT6H}")
  void look() {
    if (properties.keep() == null) {
      return;
    }
    try {
      deleteOlderThan(clock.instant().minus(properties.keep()));
    } catch (IOException | RefusedException failed) {
      LOG.warn("Old actions were not deleted, it is tried again: {}", failed.toString());
    }
  }

  void deleteOlderThan(Instant limit) throws IOException {
    trace.create();
    for (Deletion begun : deletions.unfinished()) {
      log(deletions.carryOut(begun));
    }
    for (Optional<Deletion> plan = plan(limit); plan.isPresent(); plan = plan(limit)) {
      Deletion done = deletions.carryOut(plan.get());
      log(done);
      if (done.actions().isEmpty()) {
        // All of them are being changed: not now.
        break;
      }
    }
    long refusals = deletions.deleteRefusals(limit);
    if (refusals > 0) {
      LOG.info("Deleted {} refused calls before {}", refusals, limit);
      trace.write(
          Map.of(
              "kind",
              "refusals-deletion",
              "at",
              clock.instant().toString(),
              "olderThan",
              limit.toString(),
              "refusals",
              refusals));
    }
  }

  private Optional<Deletion> plan(Instant limit) throws IOException {
    return deletions.plan(limit, clock.instant());
  }

  private static void log(Deletion done) {
    LOG.info(
        "Deleted {} actions with {} entries that ended before {}: {}",
        done.actions().size(),
        done.entries(),
        done.olderThan(),
        done.id());
  }
}
