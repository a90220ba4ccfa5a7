package io.countersign.exporter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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

  /** The text, or a word that says that there is none. */
  String said(String name) {
    String text = text(name);
    return text == null || text.isBlank() ? "(nothing)" : text;
  }

  @Nullable Boolean flag(String name) {
    return at(name).value() instanceof Boolean flag ? flag : null;
  }

  @Nullable Integer count(String name) {
    return at(name).value() instanceof Integer count ? count : null;
  }

  /** A finite number. */
  @Nullable Double amount(String name) {
    return at(name).value() instanceof Number number && Double.isFinite(number.doubleValue())
        ? number.doubleValue()
        : null;
  }

  /** A moment in the form that every index takes. */
  @Nullable String moment(String name) {
    try {
      return Instant.parse(String.valueOf(text(name))).toString();
    } catch (DateTimeParseException none) {
      return null;
    }
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
