package io.countersign.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.zeebe.protocol.record.Record;
import java.util.ArrayList;
import java.util.List;

/** Reads a log back from what the stock exporter stored of it, in log order. */
final class RecordedLog {

  private static final int PAGE = 1_000;
  private static final String READER = "io.camunda.zeebe.protocol.jackson.ZeebeProtocolModule";

  private RecordedLog() {}

  /**
   * @param most so many records at most, from the first on
   */
  static List<Record<?>> read(SearchServer server, int most) throws Exception {
    var json =
        new ObjectMapper()
            .registerModule((Module) Class.forName(READER).getDeclaredConstructor().newInstance())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    List<Record<?>> log = new ArrayList<>();
    long after = -1;
    while (log.size() < most) {
      JsonNode hits =
          server
              .call(
                  "POST",
                  "/zeebe-record*/_search",
                  "{\"size\": %d, \"sort\": [{\"position\": \"asc\"}], \"search_after\": [%d]}"
                      .formatted(Math.min(PAGE, most - log.size()), after))
              .at("/hits/hits");
      if (hits.isEmpty()) {
        break;
      }
      for (JsonNode hit : hits) {
        log.add(json.readerFor(new TypeReference<Record<?>>() {}).readValue(hit.path("_source")));
      }
      after = log.getLast().getPosition();
    }
    return log;
  }
}
