package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.countersign.exporter.Narrator.Narrated;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells of the work that the application was asked to do, did or failed to do. */
final class JobStory {

  private static final String LATEST_JOB = "latestJob";
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
      return Optional.of(failed(job).actions(CallbackStory.fields(record, job)));
    }
    return record.getIntent() == JobIntent.COMPLETED
        ? WorkDoneStory.of(job).map(it -> it.actions(CallbackStory.fields(record, job)))
        : Optional.empty();
  }

  private static Line failed(JobRecordValue job) {
    String message = Words.cut(job.getErrorMessage(), LONGEST_MESSAGE);
    boolean callback = CallbackStory.isCallback(job);
    String what =
        callback
            ? "The callback was not taken: %s.".formatted(message)
            : "%s did not succeed: %s.".formatted(job.getType(), message);
    String next =
        job.getRetries() > 0
            ? "%d attempts are left.".formatted(job.getRetries())
            : "No attempt is left, an operator has to look.";
    return Line.warning(kind(job), Actor.countersign(), what + " " + next, job.getElementId())
        .detail("jobType", job.getType())
        .detail("retriesLeft", job.getRetries());
  }

  private static EntryKind kind(JobRecordValue job) {
    if (!CallbackStory.isCallback(job)) {
      return EntryKind.WORK_FAILED;
    }
    return job.getRetries() > 0 ? EntryKind.CALLBACK_FAILED : EntryKind.CALLBACK_DEAD;
  }

  /**
   * A job asked for: everything before it is in the history once its key is there. And what becomes
   * of a callback without a line of its own.
   */
  static Optional<Narrated> mark(Record<?> record, String action) {
    if (!(record.getValue() instanceof JobRecordValue job)) {
      return Optional.empty();
    }
    Map<String, Object> fields = new LinkedHashMap<>(CallbackStory.fields(record, job));
    if (record.getIntent() == JobIntent.CREATED) {
      fields.put(LATEST_JOB, record.getKey());
    }
    return fields.isEmpty() ? Optional.empty() : Optional.of(new Narrated(action, null, fields));
  }
}
