package io.countersign.bench;

import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.protocol.record.ImmutableRecord;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

/**
 * {@code countersign bench exporter-memory}: what our exporter keeps in memory while it is given
 * the stack's log over and over, as fast as it takes it, each time at later positions.
 */
public final class ExporterSoak {

  private static final String PREFIX = "soak-own";
  private static final Duration LOOKS = Duration.ofSeconds(30);

  private ExporterSoak() {}

  /**
   * @param args how many minutes, and how many records at most
   */
  public static void main(String[] args) throws Exception {
    Duration whole = Duration.ofMinutes(Long.parseLong(args[0]));
    var elasticsearch = new SearchServer(System.getenv("ELASTICSEARCH_URL"));
    List<Record<?>> log =
        RecordedLog.read(
            new SearchServer(System.getenv("OPENSEARCH_URL")), Integer.parseInt(args[1]));
    elasticsearch.delete(PREFIX + "*");
    long before = ExporterRace.usedBytes();
    Exporter exporter =
        (Exporter) Class.forName(ExporterRace.OWN).getDeclaredConstructor().newInstance();
    var broker = new RaceBroker(PREFIX, Map.of("url", elasticsearch.url(), "indexPrefix", PREFIX));
    exporter.configure(broker);
    exporter.open(broker);
    print(soak(exporter, broker, log, whole), before, broker.metadataBytes());
    exporter.close();
    elasticsearch.delete(PREFIX + "*");
  }

  /** What is used after a collection, in bytes, at each look. */
  private static List<Long> soak(
      Exporter exporter, RaceBroker broker, List<Record<?>> log, Duration whole)
      throws InterruptedException {
    List<Long> kept = new ArrayList<>();
    long length = log.getLast().getPosition() + 1;
    long given = 0;
    long end = System.nanoTime() + whole.toNanos();
    long look = System.nanoTime();
    for (long lap = 0; System.nanoTime() < end; lap++) {
      for (Record<?> record : log) {
        broker.giveIfWanted(exporter, later(record, lap * length));
        given++;
        if (System.nanoTime() > look) {
          look += LOOKS.toNanos();
          kept.add(ExporterRace.usedBytes());
          System.out.printf(
              "exporter, %,d records given: %.1f MB used%n", given, kept.getLast() / 1e6);
        }
      }
    }
    return kept;
  }

  private static <T extends RecordValue> Record<T> later(Record<T> record, long by) {
    return ImmutableRecord.<T>builder()
        .from(record)
        .withPosition(record.getPosition() + by)
        .withSourceRecordPosition(record.getSourceRecordPosition() + by)
        .build();
  }

  /** The first half warms up: what grows shows between the two halves of the rest. */
  private static void print(List<Long> kept, long before, int metadataBytes) {
    List<Long> warm = kept.subList(kept.size() / 2, kept.size());
    LongSummaryStatistics range = warm.stream().mapToLong(Long::longValue).summaryStatistics();
    double growth =
        mean(warm.subList(warm.size() / 2, warm.size())) - mean(warm.subList(0, warm.size() / 2));
    System.out.printf(
        "exporter, heap kept beside the log, second half of the time: %.1f to %.1f MB, its later"
            + " part %+.1f MB against its earlier (aim: flat); metadata %,d bytes%n",
        (range.getMin() - before) / 1e6,
        (range.getMax() - before) / 1e6,
        growth / 1e6,
        metadataBytes);
  }

  private static double mean(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).average().orElse(0);
  }
}
