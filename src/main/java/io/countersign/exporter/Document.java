package io.countersign.exporter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.countersign.history.EntryKind;
import io.countersign.history.EntrySeverity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line pair of a bulk request. It is JSON from the start: what cannot be written is noticed
 * with its record, never in the middle of a flush.
 *
 * @param partial whether only these fields are set and the rest of the document stays
 */
record Document(String index, String id, boolean partial, Origin origin, byte[] source) {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private static final int LONGEST_QUARANTINED = 1_000_000;

  static Document whole(String index, Origin origin, Object source) {
    return new Document(index, origin.id(), false, origin, json(source));
  }

  static Document partial(String index, String id, Origin origin, Map<String, Object> fields) {
    return new Document(index, id, true, origin, json(fields));
  }

  /** The same document of the same record, in another log. */
  Document inLog(int log) {
    if (origin.log() == log) {
      return this;
    }
    Origin moved = origin.inLog(log);
    ObjectNode fields = fields();
    if (fields.has("log")) {
      fields.put("log", log);
    }
    if (fields.has("origin")) {
      fields.put("id", moved.id()).put("origin", moved.id());
    }
    return whole(index, moved, fields);
  }

  /** The same content as text, for the index that takes everything. */
  Document quarantined(String quarantine, String reason) {
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("id", Words.cut(id, 512));
    source.put("origin", origin.id());
    source.put("at", origin.at());
    source.put("index", index);
    source.put("reason", Words.cut(reason, 2_000));
    source.put(
        "record", Words.cut(new String(this.source, StandardCharsets.UTF_8), LONGEST_QUARANTINED));
    String name = partial ? origin.id() + "-action" : origin.id();
    return new Document(quarantine, name, false, origin, json(source));
  }

  /** An entry in place of this one that any index takes: the numbers stay without gaps. */
  Document placeholder() {
    ObjectNode fields = fields();
    fields.retain("log", "partition", "position", "number", "at", "actionId", "processInstanceKey");
    fields
        .put("kind", EntryKind.ENTRY_QUARANTINED.word())
        .put("severity", EntrySeverity.ALARM.word())
        .put("sentence", Sentence.QUARANTINED.of())
        .put("elementId", "");
    fields.putObject("actor").put("type", "engine").put("id", "engine");
    fields.putObject("facts");
    fields.putObject("detail");
    return whole(index, origin, fields);
  }

  boolean isPlaceholder() {
    return !partial && fields().path("kind").asText().equals(EntryKind.ENTRY_QUARANTINED.word());
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

  private ObjectNode fields() {
    try {
      return (ObjectNode) JSON.readTree(source);
    } catch (IOException ownJson) {
      throw new UncheckedIOException(ownJson);
    }
  }

  static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalArgumentException("Not writable as JSON", unwritable);
    }
  }
}
