package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.countersign.exporter.Narrator.Narrated;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells of the work that the application was asked to do, did or failed to do. */
final class JobStory {

  private static final String LATEST_JOB = "latestJob";
  private static final Set<String> CALLBACKS = Set.of("deliver-callback", "tell-release-ended");
  private static final int LONGEST_MESSAGE = 1_000;

  private JobStory() {}

  static Optional<Line> of(Record<?> record, JobRecordValue job) {
    if (record.getIntent() == JobIntent.CREATED && job.getType().equals("count-votes")) {
      String key = Long.toString(record.getKey());
      return Optional.of(
          Line.info(
                  EntryKind.COUNT_REQUESTED,
                  Actor.engine(),
                  "The voting ended and the count was asked for.",
                  job.getElementId())
              .detail("jobKey", key)
              .action(LATEST_JOB, record.getKey()));
    }
    if (record.getIntent() == JobIntent.FAILED) {
      return Optional.of(failed(job));
    }
    return record.getIntent() == JobIntent.COMPLETED ? WorkDoneStory.of(job) : Optional.empty();
  }

  private static Line failed(JobRecordValue job) {
    String message = Words.cut(job.getErrorMessage(), LONGEST_MESSAGE);
    boolean callback = CALLBACKS.contains(job.getType());
    String what =
        callback
            ? "The callback was not taken: %s.".formatted(message)
            : "%s did not succeed: %s.".formatted(job.getType(), message);
    String next =
        job.getRetries() > 0
            ? "%d attempts are left.".formatted(job.getRetries())
            : "No attempt is left, an operator has to look.";
    return Line.warning(
            callback ? EntryKind.CALLBACK_FAILED : EntryKind.WORK_FAILED,
            Actor.countersign(),
            what + " " + next,
            job.getElementId())
        .detail("jobType", job.getType())
        .detail("retriesLeft", job.getRetries())
        .action("callbackState", callback ? "failing" : null);
  }

  /** A job asked for: everything before it is in the history once its key is there. */
  static Optional<Narrated> mark(Record<?> record, String action) {
    return record.getValue() instanceof JobRecordValue && record.getIntent() == JobIntent.CREATED
        ? Optional.of(new Narrated(action, null, Map.of(LATEST_JOB, record.getKey())))
        : Optional.empty();
  }
}
