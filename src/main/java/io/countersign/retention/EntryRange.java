package io.countersign.retention;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Numbers of entries that stand side by side in one log: what a check for gaps must not expect any
 * more.
 *
 * @param log which log of the partition
 * @param first the lowest number
 * @param last the highest number
 */
record EntryRange(long log, long partition, long first, long last) {

  private static final Comparator<EntryRange> IN_LOG_ORDER =
      Comparator.comparingLong(EntryRange::log)
          .thenComparingLong(EntryRange::partition)
          .thenComparingLong(EntryRange::first);

  static EntryRange single(long log, long partition, long number) {
    return new EntryRange(log, partition, number, number);
  }

  /** As few ranges as can be, in log order. */
  static List<EntryRange> joined(List<EntryRange> ranges) {
    List<EntryRange> joined = new ArrayList<>();
    for (EntryRange next : ranges.stream().sorted(IN_LOG_ORDER).toList()) {
      EntryRange before = joined.isEmpty() ? null : joined.getLast();
      if (before != null && before.reaches(next)) {
        joined.set(
            joined.size() - 1,
            new EntryRange(
                before.log, before.partition, before.first, Math.max(before.last, next.last)));
      } else {
        joined.add(next);
      }
    }
    return List.copyOf(joined);
  }

  private boolean reaches(EntryRange next) {
    return log == next.log && partition == next.partition && next.first <= last + 1;
  }
}
