package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.UserTaskRecordValue;
import io.countersign.exporter.SeatsTaken.Taken;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import io.countersign.history.EntrySeverity;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells of seats and votes.
 *
 * @param before who had the seat before this record; null if nobody
 */
record TaskStory(@Nullable Taken before) {

  private static final int LONGEST_COMMENT = 4_000;

  /** What Countersign itself changes in an open task. */
  private static final Set<String> OWN_CHANGES = Set.of("candidateUsersList", "priority");

  Optional<Line> of(Record<?> record, UserTaskRecordValue task) {
    if (!(record.getIntent() instanceof UserTaskIntent intent)) {
      return Optional.empty();
    }
    Optional<Line> line =
        switch (intent) {
          case CREATED -> Optional.of(opened(task));
          case UPDATED -> Optional.of(changed(task));
          case ASSIGNED -> Optional.of(assigned(task));
          case COMPLETED -> Optional.of(vote(record, task));
          case CANCELED ->
              Optional.of(
                  Line.info(
                      EntryKind.SEAT_CLOSED,
                      Actor.engine(),
                      Sentence.SEAT_CLOSED.of(),
                      task.getElementId()));
          default -> Optional.empty();
        };
    String key = Long.toString(task.getUserTaskKey());
    return line.map(
        it ->
            it.fact("userTask", key)
                .detail("userTaskKey", key)
                .action("seats", Map.of(key, seat(record, intent, task))));
  }

  private static Line opened(UserTaskRecordValue task) {
    String due = due(task);
    return Line.info(
            EntryKind.SEAT_OPENED,
            Actor.engine(),
            Sentence.SEAT_OPENED.of(
                String.join(", ", task.getCandidateGroupsList()),
                due == null ? "no set time" : due),
            task.getElementId())
        .detail("candidateGroups", task.getCandidateGroupsList())
        .detail("candidateUsers", task.getCandidateUsersList())
        .action("decideBy", due);
  }

  private static Line changed(UserTaskRecordValue task) {
    List<String> changed = task.getChangedAttributes();
    if (changed.contains("candidateUsersList") && OWN_CHANGES.containsAll(changed)) {
      return Line.info(
              EntryKind.SEAT_WIDENED,
              Actor.countersign(),
              Sentence.SEAT_WIDENED.of(String.join(", ", task.getCandidateUsersList())),
              task.getElementId())
          .detail("candidateUsers", task.getCandidateUsersList());
    }
    boolean own = OWN_CHANGES.containsAll(changed);
    return Line.of(
            EntryKind.SEAT_CHANGED,
            own ? EntrySeverity.INFO : EntrySeverity.WARNING,
            own ? Actor.countersign() : Actor.operator(),
            Sentence.SEAT_CHANGED.of(changed.isEmpty() ? "nothing" : String.join(", ", changed)),
            task.getElementId())
        .detail("changed", changed)
        .detail("candidateUsers", task.getCandidateUsersList())
        .detail("candidateGroups", task.getCandidateGroupsList())
        .detail("dueDate", task.getDueDate())
        .detail("priority", task.getPriority());
  }

  private Line assigned(UserTaskRecordValue task) {
    String person = task.getAssignee();
    String element = task.getElementId();
    if (person.isEmpty()) {
      String left = before == null ? "Nobody" : before.person();
      return Line.info(EntryKind.SEAT_LEFT, Actor.engine(), Sentence.SEAT_LEFT.of(left), element)
          .fact("before", before == null ? null : left);
    }
    if (before != null && !before.person().equals(person)) {
      return Line.warning(
              EntryKind.SEAT_REASSIGNED,
              Actor.operator(),
              Sentence.SEAT_REASSIGNED.of(before.person(), person),
              element)
          .fact("person", person)
          .fact("before", before.person());
    }
    return Line.info(
            EntryKind.SEAT_TAKEN, Actor.person(person), Sentence.SEAT_TAKEN.of(person), element)
        .fact("person", person);
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

  private Line vote(Record<?> record, UserTaskRecordValue task) {
    String person = task.getAssignee();
    Json submitted = Json.of(task.getVariables());
    String decision = submitted.text("decision");
    String comment = comment(written(submitted));
    String who = person.isEmpty() ? "Nobody in the seat" : person;
    String what = decision == null ? "nothing" : decision;
    boolean silent = comment == null || comment.isBlank();
    return Line.info(
            EntryKind.VOTE_CAST,
            person.isEmpty() ? new Actor("engine", "nobody") : Actor.person(person),
            silent
                ? Sentence.VOTED.of(who, what)
                : Sentence.VOTED_WITH_COMMENT.of(who, what, comment),
            task.getElementId())
        .fact("person", person.isEmpty() ? null : person)
        .fact("decision", decision)
        .fact("comment", comment)
        .fact("thinkTimeMillis", thinkTime(record, person))
        .detail("person", person)
        .detail("decision", decision)
        .detail("comment", comment)
        .detail("changes", submitted.text("changes"))
        .detail("elementInstanceKey", Long.toString(task.getElementInstanceKey()));
  }

  /** From taking the seat to the vote; unknown if the voter was not seen taking it. */
  private @Nullable Long thinkTime(Record<?> record, String person) {
    return before != null && before.person().equals(person)
        ? record.getTimestamp() - before.since()
        : null;
  }

  private static @Nullable String comment(@Nullable String text) {
    return text == null ? null : Words.cut(text, LONGEST_COMMENT);
  }
}
