package io.countersign.callback;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads bodies strictly: unknown or repeated fields and wrong types are refused by name. */
final class CallbackBodies {

  private static final int LARGEST_BODY_BYTES = 16 * 1024;
  private static final int LONGEST_URL = 2_000;
  private static final int LONGEST_ID = 200;
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);
  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private CallbackBodies() {}

  static EndpointRequest endpoint(InputStream input) throws IOException {
    JsonNode body = body(input, Set.of("agent", "url", "events"), false);
    return new EndpointRequest(
        text(body, "agent", LONGEST_ID), text(body, "url", LONGEST_URL), events(body));
  }

  /** How long the old secret still signs; null if the body does not say. */
  static @Nullable Duration overlap(InputStream input) throws IOException {
    JsonNode body = body(input, Set.of("overlap"), true);
    if (!body.hasNonNull("overlap")) {
      return null;
    }
    try {
      Duration overlap = Duration.parse(text(body, "overlap", LONGEST_ID));
      if (!overlap.isNegative() && overlap.compareTo(LONGEST_OVERLAP) <= 0) {
        return overlap;
      }
    } catch (DateTimeException unreadable) {
      // Refused below, like one that is out of range.
    }
    throw invalid("overlap", "Send an ISO 8601 duration from PT0S to P30D.");
  }

  /** Which dead deliveries to replay. */
  static DeliveryQuery range(InputStream input) throws IOException {
    JsonNode body = body(input, Set.of("from", "to", "endpoint"), false);
    return new DeliveryQuery(
        Delivery.State.DEAD,
        body.hasNonNull("endpoint") ? text(body, "endpoint", LONGEST_ID) : null,
        null,
        moment(body, "from"),
        moment(body, "to"),
        DeliveryQuery.MOST);
  }

  private static Set<String> events(JsonNode body) {
    Set<String> events = new LinkedHashSet<>();
    JsonNode listed = body.path("events");
    for (int i = 0; i < listed.size(); i++) {
      String event = listed.get(i).asText();
      if (!listed.get(i).isTextual() || CallbackEvent.of(event).isEmpty()) {
        throw invalid("events[" + i + "]", "There is no event of this name.");
      }
      events.add(event);
    }
    if (!listed.isArray() || events.isEmpty()) {
      throw invalid("events", "Send a list of events, such as action.decided.");
    }
    return events;
  }

  private static Instant moment(JsonNode body, String field) {
    try {
      return Instant.parse(text(body, field, LONGEST_ID));
    } catch (DateTimeException unreadable) {
      throw invalid(field, "Send a time, such as 2026-03-02T09:00:00Z.");
    }
  }

  private static String text(JsonNode body, String field, int longest) {
    JsonNode value = body.path(field);
    if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > longest) {
      throw invalid(field, "A text of at most " + longest + " characters is needed here.");
    }
    return value.asText();
  }

  private static JsonNode body(InputStream input, Set<String> fields, boolean mayBeEmpty)
      throws IOException {
    byte[] json = input.readNBytes(LARGEST_BODY_BYTES + 1);
    if (json.length > LARGEST_BODY_BYTES) {
      throw new RefusedException(
          ErrorCode.REQUEST_TOO_LARGE, "This request may have at most 16 KiB.");
    }
    JsonNode body = mayBeEmpty && json.length == 0 ? STRICT.createObjectNode() : read(json);
    for (var field : body.properties()) {
      if (!fields.contains(field.getKey())) {
        throw new RefusedException(
            ErrorCode.UNKNOWN_FIELD, field.getKey(), "There is no field of this name.");
      }
    }
    return body;
  }

  private static JsonNode read(byte[] json) throws IOException {
    try {
      JsonNode body = STRICT.readTree(json);
      if (body.isObject()) {
        return body;
      }
    } catch (JsonProcessingException malformed) {
      // Said below: the message of the parser quotes the body.
    }
    throw new RefusedException(
        ErrorCode.MALFORMED_REQUEST,
        "The body is not one well-formed JSON object with each name once.");
  }

  private static RefusedException invalid(String field, String message) {
    return new RefusedException(ErrorCode.INVALID_FIELD, field, message);
  }
}
