package io.countersign.exporter;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The exporter's arguments.
 *
 * @param url of Elasticsearch; {@code http://localhost:9200} by default
 * @param indexPrefix starts every index name; {@code countersign} by default
 * @param bulkDelayMillis how long a record waits at most; 50 by default
 * @param bulkSize how many records are written together at most; 500 by default
 * @param requestTimeout how long Elasticsearch may take for one answer; argument {@code
 *     requestTimeoutSeconds}, 30 by default
 * @param numberOfReplicas of the indices; 0 by default
 * @param username for Elasticsearch; none by default
 * @param password for Elasticsearch; none by default
 */
record ExporterSettings(
    URI url,
    String indexPrefix,
    long bulkDelayMillis,
    int bulkSize,
    Duration requestTimeout,
    int numberOfReplicas,
    @Nullable String username,
    @Nullable String password) {

  /** Reads the arguments; names are compared without case, because environments upper-case them. */
  static ExporterSettings of(Map<String, Object> arguments) {
    var settings =
        new ExporterSettings(
            URI.create(text(arguments, "url", "http://localhost:9200")),
            text(arguments, "indexPrefix", "countersign"),
            Long.parseLong(text(arguments, "bulkDelayMillis", "50")),
            Integer.parseInt(text(arguments, "bulkSize", "500")),
            Duration.ofSeconds(Long.parseLong(text(arguments, "requestTimeoutSeconds", "30"))),
            Integer.parseInt(text(arguments, "numberOfReplicas", "0")),
            text(arguments, "username", null),
            text(arguments, "password", null));
    if (settings.bulkSize < 1
        || settings.bulkDelayMillis < 1
        || settings.requestTimeout.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "bulkSize, bulkDelayMillis and requestTimeoutSeconds must be at least 1");
    }
    return settings;
  }

  private static @Nullable String text(
      Map<String, Object> arguments, String name, @Nullable String absent) {
    return arguments.entrySet().stream()
        .filter(it -> it.getKey().equalsIgnoreCase(name) && it.getValue() != null)
        .map(it -> it.getValue().toString())
        .findFirst()
        .orElse(absent);
  }
}
