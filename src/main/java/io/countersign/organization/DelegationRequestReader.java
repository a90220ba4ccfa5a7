package io.countersign.organization;

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
import java.time.OffsetDateTime;
import java.util.Set;

/** Reads a delegation strictly: unknown or repeated fields and wrong types are refused by name. */
final class DelegationRequestReader {

  static final int LARGEST_BODY_BYTES = 16 * 1024;

  private static final Set<String> FIELDS = Set.of("to", "from", "until");
  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private DelegationRequestReader() {}

  static DelegationRequest read(InputStream input) throws IOException {
    byte[] json = input.readNBytes(LARGEST_BODY_BYTES + 1);
    if (json.length > LARGEST_BODY_BYTES) {
      throw new RefusedException(
          ErrorCode.REQUEST_TOO_LARGE, "A delegation may have at most 16 KiB.");
    }
    JsonNode body = body(json);
    for (var field : body.properties()) {
      if (!FIELDS.contains(field.getKey())) {
        throw new RefusedException(
            ErrorCode.UNKNOWN_FIELD, field.getKey(), "There is no field of this name.");
      }
    }
    return new DelegationRequest(
        text(body, "to"),
        body.hasNonNull("from") ? moment(body, "from") : null,
        moment(body, "until"));
  }

  private static JsonNode body(byte[] json) throws IOException {
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

  private static OffsetDateTime moment(JsonNode body, String field) {
    try {
      return OffsetDateTime.parse(text(body, field));
    } catch (DateTimeException unreadable) {
      throw new RefusedException(
          ErrorCode.INVALID_FIELD,
          field,
          "Send a date and time with its offset, such as 2026-11-24T08:00:00+01:00.");
    }
  }

  private static String text(JsonNode body, String field) {
    JsonNode value = body.path(field);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw new RefusedException(ErrorCode.INVALID_FIELD, field, "A text is needed here.");
    }
    return value.asText();
  }
}
