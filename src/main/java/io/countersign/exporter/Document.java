package io.countersign.exporter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line pair of a bulk request. It is JSON from the start: what cannot be written is noticed
 * with its record, never in the middle of a flush.
 *
 * @param partial whether only these fields are set and the rest of the document stays
 * @param origin {@code partition-position} of the record it comes from
 */
record Document(String index, String id, boolean partial, String origin, byte[] source) {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private static final int LONGEST_QUARANTINED = 100_000;

  static Document whole(String index, String id, Object source) {
    return new Document(index, id, false, id, json(source));
  }

  static Document partial(String index, String id, String origin, Map<String, Object> fields) {
    return new Document(index, id, true, origin, json(fields));
  }

  /** The same content as text, for the index that takes everything. */
  Document quarantined(String quarantine, String reason) {
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("id", Words.cut(id, 512));
    source.put("origin", origin);
    source.put("index", index);
    source.put("reason", Words.cut(reason, 2_000));
    source.put(
        "record", Words.cut(new String(this.source, StandardCharsets.UTF_8), LONGEST_QUARANTINED));
    return whole(quarantine, partial ? origin + "-action" : origin, source);
  }

  /** The two lines of the bulk format. */
  byte[] lines() {
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("_index", index);
    target.put("_id", id);
    if (partial) {
      target.put("retry_on_conflict", 3);
    }
    byte[] action = json(Map.of(partial ? "update" : "index", target));
    String head = new String(action, StandardCharsets.UTF_8) + "\n";
    String body = new String(source, StandardCharsets.UTF_8);
    String line = partial ? "{\"doc_as_upsert\":true,\"doc\":" + body + "}" : body;
    return (head + line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalArgumentException("Not writable as JSON", unwritable);
    }
  }
}
