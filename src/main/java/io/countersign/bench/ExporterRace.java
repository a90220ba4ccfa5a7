package io.countersign.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.protocol.record.Record;
import java.util.List;
import java.util.Map;

/**
 * {@code countersign bench exporter}: how fast our exporter takes a log, beside the stock
 * Elasticsearch exporter, and how much each stores.
 *
 * <p>Both get the same records that the stack's stock exporter kept, in this process, one after the
 * other, as the broker would give them. It runs on the broker's libraries; the stock exporter and
 * the reader of records are found there by name and never shipped.
 */
public final class ExporterRace {

  static final String OWN = "io.countersign.exporter.CountersignExporter";
  private static final String STOCK = "io.camunda.zeebe.exporter.ElasticsearchExporter";

  private ExporterRace() {}

  /**
   * @param args how many rounds, of which the last counts, and how many records at most
   */
  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(args[0]);
    var elasticsearch = new SearchServer(System.getenv("ELASTICSEARCH_URL"));
    List<Record<?>> log =
        RecordedLog.read(
            new SearchServer(System.getenv("OPENSEARCH_URL")), Integer.parseInt(args[1]));
    System.out.println("records in the log: " + log.size());
    Lap own = null;
    Lap stock = null;
    for (int round = 1; round <= rounds; round++) {
      stock = lap(STOCK, "race-stock", stock(elasticsearch.url()), log, elasticsearch);
      own = lap(OWN, "race-own", own(elasticsearch.url()), log, elasticsearch);
    }
    print(own, stock, elasticsearch);
  }

  private record Lap(double recordsPerSecond, double seconds, long keptBytes) {}

  private static Map<String, Object> own(String url) {
    return Map.of("url", url, "indexPrefix", "race-own");
  }

  private static Map<String, Object> stock(String url) {
    return Map.of("url", url, "index", Map.of("prefix", "race-stock"), "bulk", Map.of("delay", 1));
  }

  private static Lap lap(
      String type,
      String prefix,
      Map<String, Object> arguments,
      List<Record<?>> log,
      SearchServer elasticsearch)
      throws Exception {
    elasticsearch.delete(prefix + "*");
    long before = usedBytes();
    Exporter exporter = (Exporter) Class.forName(type).getDeclaredConstructor().newInstance();
    var broker = new RaceBroker(prefix, arguments);
    exporter.configure(broker);
    exporter.open(broker);
    long began = System.nanoTime();
    broker.giveAll(exporter, log);
    double seconds = (System.nanoTime() - began) / 1e9;
    long kept = usedBytes() - before;
    exporter.close();
    return new Lap(log.size() / seconds, seconds, kept);
  }

  /** What is used after a collection, in bytes. */
  static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void print(Lap own, Lap stock, SearchServer elasticsearch) throws Exception {
    elasticsearch.call("POST", "/race-*/_flush", null);
    elasticsearch.call("POST", "/race-*/_forcemerge?max_num_segments=1", null);
    long actions = Math.max(1, count(elasticsearch, "race-own-actions"));
    System.out.printf(
        "exporter, records of the log taken per second: %.0f, stock exporter %.0f, ratio %.2f (aim: at least 0.7)%n",
        own.recordsPerSecond(),
        stock.recordsPerSecond(),
        own.recordsPerSecond() / stock.recordsPerSecond());
    System.out.printf(
        "exporter, entries written per second: %.0f%n",
        count(elasticsearch, "race-own-entries") / own.seconds());
    System.out.printf(
        "bytes per action in Elasticsearch: %d, raw records of the stock exporter %d (%d actions)%n",
        bytes(elasticsearch, "race-own*") / actions,
        bytes(elasticsearch, "race-stock*") / actions,
        actions);
    System.out.printf(
        "exporter, heap kept after the log: %.1f MB, stock exporter %.1f MB%n",
        own.keptBytes() / 1e6, stock.keptBytes() / 1e6);
  }

  private static long count(SearchServer elasticsearch, String index) throws Exception {
    elasticsearch.call("POST", "/" + index + "/_refresh", null);
    return elasticsearch.call("GET", "/" + index + "/_count", null).path("count").asLong();
  }

  private static long bytes(SearchServer elasticsearch, String indices) throws Exception {
    JsonNode stats = elasticsearch.call("GET", "/" + indices + "/_stats/store", null);
    return stats.at("/_all/primaries/store/size_in_bytes").asLong();
  }
}
