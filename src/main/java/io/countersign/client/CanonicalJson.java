package io.countersign.client;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Writes JSON in the one form that RFC 8785 allows. */
final class CanonicalJson {

  private final StringBuilder text = new StringBuilder();

  private CanonicalJson() {}

  /**
   * The canonical form of maps with text keys, collections, texts, numbers, booleans and null.
   *
   * @throws IllegalArgumentException for anything else, for text that is not valid Unicode, and for
   *     numbers that no IEEE 754 double is
   */
  static String of(Object value) {
    var json = new CanonicalJson();
    json.value(value, 0);
    return json.text.toString();
  }

  private void value(Object value, int depth) {
    if (depth > JsonReader.DEEPEST) {
      throw new IllegalArgumentException("Nested more than " + JsonReader.DEEPEST + " deep");
    }
    switch (value) {
      case null -> text.append("null");
      case Boolean it -> text.append(it.booleanValue());
      case String it -> string(it);
      case Number it -> text.append(JsonNumber.text(JsonNumber.exact(it)));
      case Map<?, ?> it -> object(it, depth);
      case Collection<?> it -> array(it, depth);
      default -> throw new IllegalArgumentException("Not JSON: " + value.getClass().getName());
    }
  }

  /** Names are sorted by their UTF-16 code units, which is how Java compares strings. */
  private void object(Map<?, ?> members, int depth) {
    Map<String, Object> sorted = new TreeMap<>();
    members.forEach(
        (name, value) -> {
          if (!(name instanceof String)) {
            throw new IllegalArgumentException("A name in JSON is text, not " + name);
          }
          sorted.put((String) name, value);
        });
    text.append('{');
    String separator = "";
    for (Map.Entry<String, Object> member : sorted.entrySet()) {
      text.append(separator);
      string(member.getKey());
      text.append(':');
      value(member.getValue(), depth + 1);
      separator = ",";
    }
    text.append('}');
  }

  private void array(Collection<?> items, int depth) {
    text.append('[');
    String separator = "";
    for (Object item : items) {
      text.append(separator);
      value(item, depth + 1);
      separator = ",";
    }
    text.append(']');
  }

  private void string(String value) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      throw new IllegalArgumentException("The text has characters that are not valid Unicode");
    }
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      character(value.charAt(i));
    }
    text.append('"');
  }

  private void character(char character) {
    switch (character) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\b' -> text.append("\\b");
      case '\t' -> text.append("\\t");
      case '\n' -> text.append("\\n");
      case '\f' -> text.append("\\f");
      case '\r' -> text.append("\\r");
      default -> {
        if (character < ' ') {
          text.append(String.format("\\u%04x", (int) character));
        } else {
          text.append(character);
        }
      }
    }
  }
}
