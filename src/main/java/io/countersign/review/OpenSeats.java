package io.countersign.review;

import io.countersign.audit.ActionDocument.Seat;
import io.countersign.audit.HistoryMarks;
import io.countersign.engine.EngineTasks;
import io.countersign.engine.EngineTasks.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
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

  /** Opens them to these people too and says so in the form; how many it reached. */
  int widen(Map<Long, Seat> seats, List<String> people, ReviewSheet sheet) {
    return each(
        seats,
        sheet,
        entry -> {
          List<String> all =
              java.util.stream.Stream.concat(
                      entry.getValue().candidateUsers().stream(), people.stream())
                  .distinct()
                  .toList();
          return tasks.widen(entry.getKey(), all) == Outcome.DONE ? 1 : 0;
        });
  }

  /** Puts them first in the lists of those who may take them; how many it reached. */
  int prioritize(Map<Long, Seat> seats, int priority, ReviewSheet sheet) {
    return each(
        seats, sheet, entry -> tasks.prioritize(entry.getKey(), priority) == Outcome.DONE ? 1 : 0);
  }

  private int each(
      Map<Long, Seat> seats, ReviewSheet sheet, ToIntFunction<Map.Entry<Long, Seat>> change) {
    int reached = 0;
    for (Map.Entry<Long, Seat> entry : seats.entrySet()) {
      int one = change.applyAsInt(entry);
      if (one > 0) {
        tasks.show(Long.parseLong(entry.getValue().elementInstanceKey()), Map.of("review", sheet));
      }
      reached += one;
    }
    return reached;
  }
}
