package io.countersign.metrics;

import io.countersign.metrics.EntryFact.SeatTaken;
import io.countersign.metrics.EntryFact.VoteCast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A vote and how long its voter had the seat.
 *
 * @param thinkTime from taking the seat to the vote; null if the voter was not seen taking it
 */
record VoteFact(String actionId, String person, @Nullable Duration thinkTime) {

  /**
   * @param entries in log order
   */
  static List<VoteFact> of(List<EntryFact> entries) {
    Map<String, SeatTaken> taken = new HashMap<>();
    List<VoteFact> votes = new ArrayList<>();
    for (EntryFact entry : entries) {
      if (entry instanceof SeatTaken seat) {
        taken.put(seat.task(), seat);
      } else if (entry instanceof VoteCast vote) {
        SeatTaken seat = taken.get(vote.task());
        boolean seen = seat != null && seat.person().equals(vote.person());
        votes.add(
            new VoteFact(
                vote.actionId(),
                vote.person(),
                seen ? Duration.between(seat.at(), vote.at()) : null));
      }
    }
    return List.copyOf(votes);
  }
}
