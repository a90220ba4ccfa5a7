package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.UserTaskRecordValue;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells of seats and votes. */
final class TaskStory {

  private static final int LONGEST_COMMENT = 4_000;

  private TaskStory() {}

  static Optional<Line> of(Record<?> record, UserTaskRecordValue task) {
    if (!(record.getIntent() instanceof UserTaskIntent intent)) {
      return Optional.empty();
    }
    String person = task.getAssignee();
    String element = task.getElementId();
    Optional<Line> line =
        switch (intent) {
          case CREATED ->
              Optional.of(
                  Line.info(
                          EntryKind.SEAT_OPENED,
                          Actor.engine(),
                          "A seat was opened for %s, until %s."
                              .formatted(
                                  String.join(", ", task.getCandidateGroupsList()),
                                  due(task) == null ? "no set time" : due(task)),
                          element)
                      .detail("candidateGroups", task.getCandidateGroupsList())
                      .detail("candidateUsers", task.getCandidateUsersList())
                      .action("decideBy", due(task)));
          case UPDATED ->
              Optional.of(
                  Line.info(
                          EntryKind.SEAT_WIDENED,
                          Actor.countersign(),
                          "The seat is open to %s."
                              .formatted(String.join(", ", task.getCandidateUsersList())),
                          element)
                      .detail("candidateUsers", task.getCandidateUsersList()));
          case ASSIGNED ->
              Optional.of(
                  person.isEmpty()
                      ? Line.info(
                          EntryKind.SEAT_LEFT, Actor.engine(), "The seat was left.", element)
                      : Line.info(
                          EntryKind.SEAT_TAKEN,
                          Actor.person(person),
                          person + " took the seat.",
                          element));
          case COMPLETED -> Optional.of(vote(task, person, element));
          case CANCELED ->
              Optional.of(
                  Line.info(
                      EntryKind.SEAT_CLOSED,
                      Actor.engine(),
                      "The seat was closed without a vote.",
                      element));
          default -> Optional.empty();
        };
    String key = Long.toString(task.getUserTaskKey());
    return line.map(
        it ->
            it.detail("userTaskKey", key).action("seats", Map.of(key, seat(record, intent, task))));
  }

  /** The seat as it is now, for who looks for open ones. */
  private static Map<String, Object> seat(
      Record<?> record, UserTaskIntent intent, UserTaskRecordValue task) {
    Map<String, Object> seat = new LinkedHashMap<>();
    switch (intent) {
      case COMPLETED -> {
        seat.put("state", "closed");
        seat.put("votedAt", record.getPosition());
      }
      case CANCELED -> seat.put("state", "closed");
      case CREATED -> {
        seat.put("state", "open");
        seat.put("openedAt", record.getPosition());
      }
      default -> {}
    }
    seat.put("processInstanceKey", Long.toString(task.getProcessInstanceKey()));
    seat.put("elementInstanceKey", Long.toString(task.getElementInstanceKey()));
    seat.put("assignee", task.getAssignee());
    seat.put("candidateUsers", task.getCandidateUsersList());
    seat.put("dueAt", String.valueOf(due(task)));
    return seat;
  }

  /**
   * What the person wrote: the form has two fields for it, of which one is visible, because it
   * knows no field that is required only sometimes. A form that computes one from the other submits
   * too early: the words typed last were lost.
   */
  private static @Nullable String written(Json submitted) {
    return Stream.of("comment", "requiredComment", "optionalComment")
        .map(submitted::text)
        .filter(text -> text != null && !text.isBlank())
        .findFirst()
        .orElse(null);
  }

  /** When the seat closes, if the engine's text for it can be read. */
  private static @Nullable String due(UserTaskRecordValue task) {
    try {
      return ZonedDateTime.parse(task.getDueDate()).toInstant().toString();
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  private static Line vote(UserTaskRecordValue task, String person, String element) {
    Json submitted = Json.of(task.getVariables());
    String decision = submitted.text("decision");
    String comment = comment(written(submitted));
    return Line.info(
            EntryKind.VOTE_CAST,
            person.isEmpty() ? new Actor("engine", "nobody") : Actor.person(person),
            "%s voted %s%s"
                .formatted(
                    person.isEmpty() ? "Nobody in the seat" : person,
                    decision == null ? "nothing" : decision,
                    comment == null || comment.isBlank() ? "." : ": " + comment),
            element)
        .detail("person", person)
        .detail("decision", decision)
        .detail("comment", comment)
        .detail("changes", submitted.text("changes"))
        .detail("elementInstanceKey", Long.toString(task.getElementInstanceKey()));
  }

  private static @Nullable String comment(@Nullable String text) {
    return text == null ? null : Words.cut(text, LONGEST_COMMENT);
  }
}
