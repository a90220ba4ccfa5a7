package io.countersign.review;

import io.countersign.audit.ActionDocument.Seat;
import io.countersign.audit.HistoryMarks;
import io.countersign.engine.EngineTasks;
import io.countersign.engine.EngineTasks.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The seats of a stage that are open when a job was asked for, as the history shows them. A seat
 * that closes meanwhile is left alone.
 */
@Component
class OpenSeats {

  private final HistoryMarks marks;
  private final EngineTasks tasks;

  OpenSeats(HistoryMarks marks, EngineTasks tasks) {
    this.marks = marks;
    this.tasks = tasks;
  }

  /**
   * @param jobKey the job; all that happened before it is considered
   */
  Map<Long, Seat> of(String actionId, long processInstanceKey, long jobKey) {
    Map<Long, Seat> open = new TreeMap<>();
    marks
        .await(actionId, jobKey)
        .seats()
        .forEach(
            (key, seat) -> {
              if (seat.open()
                  && seat.processInstanceKey().equals(Long.toString(processInstanceKey))) {
                open.put(Long.parseLong(key), seat);
              }
            });
    return open;
  }

  /** Opens them to these people too; how many it reached. */
  int widen(Map<Long, Seat> seats, List<String> people) {
    return each(
        seats,
        entry ->
            tasks.widen(
                entry.getKey(),
                Stream.concat(entry.getValue().candidateUsers().stream(), people.stream())
                    .distinct()
                    .toList()));
  }

  /** Puts them first in the lists of those who may take them; how many it reached. */
  int prioritize(Map<Long, Seat> seats, int priority) {
    return each(seats, entry -> tasks.prioritize(entry.getKey(), priority));
  }

  private static int each(Map<Long, Seat> seats, Function<Map.Entry<Long, Seat>, Outcome> change) {
    return (int) seats.entrySet().stream().map(change).filter(Outcome.DONE::equals).count();
  }
}
