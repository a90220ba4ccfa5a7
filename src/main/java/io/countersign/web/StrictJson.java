package io.countersign.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;

/** Reads a body strictly: unknown or repeated fields and wrong types are refused by name. */
public final class StrictJson {

  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /**
   * Reads one JSON object; no body at all is an empty one.
   *
   * @throws RefusedException which names the field that is wrong
   */
  public static <T> T read(InputStream body, Class<T> type) throws IOException {
    byte[] json = body.readAllBytes();
    try {
      T read = json.length == 0 ? STRICT.readValue("{}", type) : STRICT.readValue(json, type);
      if (read != null) {
        return read;
      }
    } catch (UnrecognizedPropertyException unknown) {
      throw new RefusedException(
          ErrorCode.UNKNOWN_FIELD, path(unknown), "There is no field of this name.");
    } catch (JsonMappingException wrong) {
      if (!path(wrong).isEmpty()) {
        throw new RefusedException(
            ErrorCode.INVALID_FIELD, path(wrong), "The value cannot be read as it should be.");
      }
    } catch (JsonProcessingException malformed) {
      // Said below: the message of the parser quotes the body.
    }
    throw new RefusedException(
        ErrorCode.MALFORMED_REQUEST,
        "The body is not one well-formed JSON object with each name once.");
  }

  private static String path(JsonMappingException at) {
    return at.getPath().stream()
        .map(Reference::getFieldName)
        .map(name -> name == null ? "[]" : name)
        .collect(Collectors.joining("."));
  }
}
