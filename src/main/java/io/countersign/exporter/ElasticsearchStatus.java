package io.countersign.exporter;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.exporter.ElasticsearchHttp.Answer;
import io.countersign.history.HistoryIndex;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Tells in the history how far this exporter is, and notices another one that tells the same of its
 * partition: who takes a partition over writes alone from then on; who finds another's name after
 * having written is not alone.
 */
final class ElasticsearchStatus {

  private final String owner = UUID.randomUUID().toString();
  private final ElasticsearchHttp http;
  private final HistoryIndex index;
  private final String exporter;
  private final Logger log;
  private boolean told;
  private @Nullable String rival;
  private @Nullable Instant rivalSeenAt;

  ElasticsearchStatus(ElasticsearchHttp http, HistoryIndex index, String exporter, Logger log) {
    this.http = http;
    this.index = index;
    this.exporter = exporter;
    this.log = log;
  }

  /** Writes the status; what keeps it from being written is left to the flush to tell. */
  void tell(int partition, OpenActions open, Progress progress, long quarantined, Instant now) {
    String path = "/" + index.exporters() + "/_doc/" + partition;
    try {
      if (told) {
        look(http.send("GET", path, "application/json", new byte[0]), partition, now);
      }
      Map<String, Object> status = new LinkedHashMap<>();
      status.put("partition", partition);
      status.put("log", open.log().inForce());
      status.put("exporter", exporter);
      status.put("owner", owner);
      status.put("position", progress.position());
      status.put("number", open.entries());
      if (progress.recordAt() > 0) {
        status.put("recordAt", progress.recordAt());
      }
      status.put("writtenAt", now.toString());
      status.put("delayMillis", progress.delayMillis(now.toEpochMilli()));
      status.put("quarantined", quarantined);
      if (rivalSeenAt != null) {
        status.put("rival", rival);
        status.put("rivalSeenAt", rivalSeenAt.toString());
      }
      told |= http.send("PUT", path, "application/json", Document.json(status)).good();
    } catch (RuntimeException unreachable) {
      log.debug("The exporter's status was not written", unreachable);
    }
  }

  private void look(Answer answer, int partition, Instant now) {
    JsonNode seen = answer.body().at("/_source/owner");
    if (!answer.good() || seen.isMissingNode() || seen.asText().equals(owner)) {
      return;
    }
    if (!seen.asText().equals(rival)) {
      log.error(
          "Another exporter ({}) writes partition {} into the same indices: give each cluster an indexPrefix of its own",
          seen.asText(),
          partition);
    }
    rival = seen.asText();
    rivalSeenAt = now;
  }
}
