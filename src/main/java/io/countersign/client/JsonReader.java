package io.countersign.client;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON text (RFC 8259) strictly: valid UTF-8, each name once, numbers that are finite
 * doubles, nothing after it, and no more levels than the limit. Numbers become {@link Double};
 * nothing it gives can be changed.
 */
final class JsonReader {

  /** Levels of arrays and objects. */
  static final int DEEPEST = 64;

  private final JsonScanner text;

  private JsonReader(String text) {
    this.text = new JsonScanner(text);
  }

  /**
   * The value of this text.
   *
   * @throws IllegalArgumentException if it is not JSON, or is beyond a limit
   */
  static Object read(String text) {
    var reader = new JsonReader(text);
    Object value = reader.value(0);
    reader.text.space();
    if (!reader.text.atEnd()) {
      throw reader.text.malformed("something follows");
    }
    return value;
  }

  /**
   * The object of this text.
   *
   * @throws IllegalArgumentException if it is not a JSON object, or is beyond a limit
   */
  static Map<String, Object> readObject(byte[] utf8) {
    if (read(decoded(utf8)) instanceof Map<?, ?> object) {
      return object(object);
    }
    throw new IllegalArgumentException("Not a JSON object");
  }

  /** The object that this value is, or an empty one. */
  static Map<String, Object> object(Object value) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> object) {
      object.forEach((name, member) -> members.put((String) name, member));
    }
    return Collections.unmodifiableMap(members);
  }

  private static String decoded(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException notText) {
      throw new IllegalArgumentException("Not UTF-8", notText);
    }
  }

  private Object value(int depth) {
    if (depth > DEEPEST) {
      throw text.malformed("nested too deep");
    }
    text.space();
    return switch (text.peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> text.string();
      case 't' -> text.word("true", true);
      case 'f' -> text.word("false", false);
      case 'n' -> text.word("null", null);
      default -> text.number();
    };
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    text.expect('{');
    if (text.passes('}')) {
      return Collections.unmodifiableMap(members);
    }
    do {
      String name = text.string();
      text.expect(':');
      Object value = value(depth + 1);
      if (members.containsKey(name)) {
        throw text.malformed("a name is repeated");
      }
      members.put(name, value);
    } while (another('}'));
    return Collections.unmodifiableMap(members);
  }

  private List<Object> array(int depth) {
    List<Object> items = new ArrayList<>();
    text.expect('[');
    if (text.passes(']')) {
      return Collections.unmodifiableList(items);
    }
    do {
      items.add(value(depth + 1));
    } while (another(']'));
    return Collections.unmodifiableList(items);
  }

  private boolean another(char end) {
    if (text.passes(end)) {
      return false;
    }
    text.expect(',');
    return true;
  }
}
