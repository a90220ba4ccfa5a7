package io.countersign.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a reviewer changes: values of arguments that are there, and nothing else. */
final class ArgumentChanges {

  private static final int LONGEST = 4_000;

  private ArgumentChanges() {}

  /**
   * The arguments that get another value.
   *
   * @param text a JSON object
   * @param arguments as they are
   */
  static Map<String, Object> read(@Nullable String text, Map<String, Object> arguments) {
    if (text == null || text.isBlank() || text.length() > LONGEST) {
      throw invalid("Write the changed arguments as JSON, such as {\"amount\": 200}.");
    }
    Map<String, Object> different = new LinkedHashMap<>();
    object(text)
        .forEach(
            (name, value) -> {
              if (!arguments.containsKey(name)) {
                throw invalid("There is no argument " + name + " to change.");
              }
              if (value == null) {
                throw invalid("The argument " + name + " must keep a value.");
              }
              if (value instanceof Map<?, ?> || arguments.get(name) instanceof Map<?, ?>) {
                throw invalid("The argument " + name + " is an object and cannot be changed.");
              }
              if (!ActionDigest.same(value, arguments.get(name))) {
                different.put(name, value);
              }
            });
    if (different.isEmpty()) {
      throw invalid("Nothing is changed.");
    }
    ActionRequestRules.value("changes", different);
    return different;
  }

  private static Map<String, Object> object(String text) {
    try {
      Map<String, Object> read =
          ActionRequestReader.STRICT.readValue(text, new TypeReference<>() {});
      if (read == null) {
        throw invalid("The changes must be a JSON object.");
      }
      return read;
    } catch (JsonProcessingException broken) {
      throw invalid("The changes are not one well-formed JSON object with each name once.");
    }
  }

  private static RefusedException invalid(String sentence) {
    return new RefusedException(ErrorCode.INVALID_FIELD, "changes", sentence);
  }
}
