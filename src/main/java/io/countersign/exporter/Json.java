package io.countersign.exporter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads variables that anyone may have written: what is missing or of another type is null.
 *
 * @param value a map, list, text, number, boolean or null
 */
record Json(@Nullable Object value) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Json of(@Nullable Object value) {
    return new Json(value);
  }

  /** A value that the engine exports as JSON text. */
  static Json parsed(String text) {
    try {
      return new Json(MAPPER.readValue(text, Object.class));
    } catch (JsonProcessingException notJson) {
      return new Json(text);
    }
  }

  Json at(String name) {
    return new Json(value instanceof Map<?, ?> map ? map.get(name) : null);
  }

  @Nullable String text(String name) {
    Object found = at(name).value();
    return found == null ? null : found.toString();
  }

  List<Json> items() {
    return value instanceof List<?> list
        ? list.stream().map(it -> new Json(it)).toList()
        : List.of();
  }

  List<String> texts() {
    return items().stream().map(Json::value).map(String::valueOf).toList();
  }
}
