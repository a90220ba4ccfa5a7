package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.value.JobKind;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.countersign.exporter.Narrator.Narrated;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells of the work that the application was asked to do, did or failed to do.
 *
 * @param attempt how often this job failed, this record included
 * @param names how the diagrams name the work
 */
record JobStory(int attempt, ElementNames names) {

  private static final String LATEST_JOB = "latestJob";
  private static final int LONGEST_MESSAGE = 1_000;

  Optional<Line> of(Record<?> record, JobRecordValue job) {
    return switch (record.getIntent()) {
      case JobIntent.CREATED ->
          job.getType().equals("count-votes")
              ? Optional.of(countRequested(record, job))
              : Optional.empty();
      case JobIntent.COMPLETED ->
          WorkDoneStory.of(job, name(job)).map(it -> it.actions(CallbackStory.fields(record, job)));
      case JobIntent.FAILED -> Optional.of(failed(job).actions(CallbackStory.fields(record, job)));
      case JobIntent.ERROR_THROWN -> Optional.of(refused(job));
      case JobIntent.RETRIES_UPDATED ->
          Optional.of(retried(job).actions(CallbackStory.fields(record, job)));
      case JobIntent.UPDATED ->
          job.getChangedAttributes().contains("retries")
              ? Optional.of(retried(job))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Line countRequested(Record<?> record, JobRecordValue job) {
    return Line.info(
            EntryKind.COUNT_REQUESTED,
            Actor.engine(),
            Sentence.COUNT_REQUESTED.of(),
            job.getElementId())
        .detail("jobKey", Long.toString(record.getKey()))
        .action(LATEST_JOB, record.getKey());
  }

  private Line failed(JobRecordValue job) {
    String reason = Words.cut(job.getErrorMessage(), LONGEST_MESSAGE);
    boolean callback = CallbackStory.isCallback(job);
    String next =
        job.getRetries() > 0
            ? Sentence.ATTEMPTS_LEFT.of(job.getRetries())
            : Sentence.NO_ATTEMPT_LEFT.of();
    return work(
            Line.warning(
                kind(job),
                Actor.countersign(),
                callback
                    ? Sentence.CALLBACK_FAILED.of(attempt, reason, next)
                    : Sentence.WORK_FAILED.of(name(job), attempt, reason, next),
                job.getElementId()),
            job)
        .fact("attempt", attempt)
        .fact("retriesLeft", job.getRetries())
        .fact("reason", reason)
        .detail("jobType", job.getType())
        .detail("retriesLeft", job.getRetries())
        .action("callbackAttempts", callback ? attempt : null);
  }

  private Line refused(JobRecordValue job) {
    String reason = Words.cut(job.getErrorMessage(), LONGEST_MESSAGE);
    return work(
            Line.warning(
                EntryKind.WORK_REFUSED,
                Actor.countersign(),
                Sentence.WORK_REFUSED.of(name(job), job.getErrorCode(), reason),
                job.getElementId()),
            job)
        .fact("reason", reason)
        .detail("errorCode", job.getErrorCode())
        .detail("variables", job.getVariables());
  }

  private Line retried(JobRecordValue job) {
    return work(
            Line.warning(
                EntryKind.WORK_RETRIED,
                Actor.operator(),
                Sentence.WORK_RETRIED.of(name(job), job.getRetries()),
                job.getElementId()),
            job)
        .fact("retriesLeft", job.getRetries());
  }

  /** Adds which work it was, and who says to have done it. */
  static Line work(Line line, JobRecordValue job) {
    return line.fact("work", job.getType())
        .fact("worker", job.getWorker().isEmpty() ? null : job.getWorker());
  }

  /** A listener has no name of its own, the element that it listens to is not its work. */
  private String name(JobRecordValue job) {
    return job.getJobKind() == JobKind.BPMN_ELEMENT
        ? names
            .known(job.getProcessDefinitionKey(), job.getElementId())
            .orElseGet(() -> typeInWords(job))
        : typeInWords(job);
  }

  /** {@code count-votes} is <em>Count votes</em>, as the conventions of models have it. */
  private static String typeInWords(JobRecordValue job) {
    String words = job.getType().replace('-', ' ');
    return words.isEmpty() ? "A task" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
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
