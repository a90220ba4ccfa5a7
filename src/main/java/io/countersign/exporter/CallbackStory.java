package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.camunda.zeebe.protocol.record.value.MessageRecordValue;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells how callbacks fare: each is a job, and its delivery is kept in the action's document below
 * {@code callbacks}, by the key of the job.
 */
final class CallbackStory {

  private static final int ATTEMPTS = 10;
  private static final int LONGEST_REASON = 200;
  private static final String DELIVER = "deliver-callback";
  private static final String ASK = "ask-agent";

  private CallbackStory() {}

  static boolean isCallback(JobRecordValue job) {
    return job.getType().equals(DELIVER) || job.getType().equals(ASK);
  }

  /** What a record changes of a delivery; nothing if it is about other work. */
  static Map<String, Object> fields(Record<?> record, JobRecordValue job) {
    if (!isCallback(job) || !(record.getIntent() instanceof JobIntent intent)) {
      return Map.of();
    }
    return switch (intent) {
      case CREATED, RETRIES_UPDATED -> fields(record, job, "pending");
      case CANCELED -> fields(record, job, "cancelled");
      case FAILED -> fields(record, job, job.getRetries() > 0 ? "retrying" : "dead");
      case COMPLETED -> completed(record, job);
      default -> Map.of();
    };
  }

  private static Map<String, Object> completed(Record<?> record, JobRecordValue job) {
    String state = result(job).text("state");
    return "delivered".equals(state) ? fields(record, job, state) : Map.of();
  }

  /** What the worker says of the delivery. */
  private static Json result(JobRecordValue job) {
    Json variables = Json.of(job.getVariables());
    return job.getType().equals(ASK)
        ? variables.at("asked").at("callback")
        : variables.at("callback");
  }

  private static Map<String, Object> fields(Record<?> record, JobRecordValue job, String state) {
    String key = Long.toString(record.getKey());
    String at = Instant.ofEpochMilli(record.getTimestamp()).toString();
    Map<String, Object> delivery = new LinkedHashMap<>();
    delivery.put("id", key);
    delivery.put("event", event(job));
    delivery.put("state", state);
    delivery.put("at", at);
    if (!job.getErrorMessage().isEmpty()) {
      delivery.put("reason", Words.cut(job.getErrorMessage(), LONGEST_REASON));
    }
    Integer attempts = attempts(job, state);
    if (attempts != null) {
      delivery.put("attempts", attempts);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("callbacks", Map.of(key, delivery));
    fields.put("callbackAt", at);
    if (job.getType().equals(DELIVER)) {
      fields.put("callbackState", state);
    }
    return fields;
  }

  private static @Nullable Integer attempts(JobRecordValue job, String state) {
    return switch (state) {
      case "retrying" -> Math.max(1, ATTEMPTS - job.getRetries());
      case "delivered" -> result(job).count("attempts");
      default -> null;
    };
  }

  private static String event(JobRecordValue job) {
    return job.getType().equals(ASK)
        ? "action.clarification_requested"
        : job.getCustomHeaders().getOrDefault("event", "action.decided");
  }

  /** The incident of a job; a delivery that is dead is started again by it. */
  static Map<String, Object> incident(Record<?> record, IncidentRecordValue incident) {
    return incident.getJobKey() < 0
        ? Map.of()
        : Map.of(
            Long.toString(incident.getJobKey()),
            Map.of("incident", Long.toString(record.getKey())));
  }

  /** Someone asked for a message to be sent again. */
  static Optional<Line> of(MessageRecordValue message) {
    if (!message.getName().equals("callback-replayed")) {
      return Optional.empty();
    }
    Json replay = Json.of(message.getVariables()).at("replay");
    return Optional.of(
        Line.info(
                EntryKind.CALLBACK_REPLAYED,
                Actor.operator(),
                Sentence.CALLBACK_REPLAYED.of(
                    replay.said("by"), replay.said("event"), replay.said("outcome")),
                "")
            .detail("replay", replay.value()));
  }
}
