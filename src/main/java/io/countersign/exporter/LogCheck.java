package io.countersign.exporter;

import java.util.List;
import java.util.Map;

/**
 * Notices that the log is not the one the history knows: the engine's data was wiped or a backup
 * restored, and positions that the history holds come again with other records.
 *
 * <p>What is replayed is compared with what is stored until the log is past it.
 */
final class LogCheck {

  private static final long NOT_ASKED = Long.MIN_VALUE;

  private final ElasticsearchPast past;
  private boolean replaying = true;
  private long lastStored = NOT_ASKED;

  LogCheck(ElasticsearchPast past) {
    this.past = past;
  }

  /**
   * Which log these entries, in log order, belong to.
   *
   * @param log as far as it is known
   */
  LogOrigin check(LogOrigin log, List<Document> entries) {
    if (!replaying || entries.isEmpty()) {
      return log;
    }
    Origin first = entries.getFirst().origin();
    LogOrigin known = log.known() ? log : adopted(first.partition());
    if (lastStored == NOT_ASKED) {
      lastStored = past.lastPosition(first.partition(), known.number());
    }
    if (first.position() > lastStored) {
      replaying = false;
      return known;
    }
    List<Origin> origins = entries.stream().map(it -> it.origin().inLog(known.number())).toList();
    Map<String, Long> stored = past.times(origins.stream().map(Origin::id).toList());
    List<Origin> news = afterTheLastKnown(origins, stored);
    if (news.isEmpty()
        || (news.stream().noneMatch(it -> stored.containsKey(it.id()))
            && !past.contradicts(news.getFirst()))) {
      return known;
    }
    replaying = false;
    return new LogOrigin(
        past.latestLog(first.partition()).number() + 1, news.getFirst().position());
  }

  private static List<Origin> afterTheLastKnown(List<Origin> origins, Map<String, Long> stored) {
    int from = origins.size();
    while (from > 0 && !isStored(origins.get(from - 1), stored)) {
      from--;
    }
    return origins.subList(from, origins.size());
  }

  private static boolean isStored(Origin origin, Map<String, Long> stored) {
    return Long.valueOf(origin.at()).equals(stored.get(origin.id()));
  }

  private LogOrigin adopted(int partition) {
    LogOrigin latest = past.latestLog(partition);
    return latest.known() ? latest : new LogOrigin(1, 0);
  }
}
