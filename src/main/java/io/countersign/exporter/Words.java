package io.countersign.exporter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes text that anyone may have written safe to store: never longer than allowed, and never half
 * a character, which no JSON writer takes.
 */
final class Words {

  private static final int LONGEST_TEXT = 8_000;
  private static final int MOST_ITEMS = 200;
  private static final int DEEPEST = 12;

  private Words() {}

  /** The text, cut to at most so many characters, with every broken character replaced. */
  static String cut(String text, int longest) {
    boolean tooLong = text.length() > longest;
    String head = tooLong ? text.substring(0, longest) : text;
    StringBuilder whole = new StringBuilder(head.length() + 1);
    head.codePoints()
        .map(it -> it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE ? '\uFFFD' : it)
        .forEach(whole::appendCodePoint);
    return tooLong ? whole.append('…').toString() : whole.toString();
  }

  /** The value with every text, list and map in it cut to a sane size. */
  static @Nullable Object cut(@Nullable Object value) {
    return cut(value, DEEPEST);
  }

  /** The value with every broken character replaced, and else whole. */
  static @Nullable Object mended(@Nullable Object value) {
    return switch (value) {
      case String text -> cut(text, Integer.MAX_VALUE);
      case Map<?, ?> map -> {
        Map<String, Object> whole = new LinkedHashMap<>();
        map.forEach(
            (name, inner) -> whole.put(cut(String.valueOf(name), LONGEST_TEXT), mended(inner)));
        yield whole;
      }
      case List<?> list -> {
        List<Object> whole = new ArrayList<>();
        list.forEach(it -> whole.add(mended(it)));
        yield whole;
      }
      case null, default -> value;
    };
  }

  private static @Nullable Object cut(@Nullable Object value, int depth) {
    return switch (value) {
      case String text -> cut(text, LONGEST_TEXT);
      case Map<?, ?> map when depth > 0 -> cut(map, depth - 1);
      case List<?> list when depth > 0 -> cut(list, depth - 1);
      case Map<?, ?> map -> "…";
      case List<?> list -> "…";
      case null, default -> value;
    };
  }

  private static Map<String, Object> cut(Map<?, ?> map, int depth) {
    Map<String, Object> few = new LinkedHashMap<>();
    for (Map.Entry<?, ?> it : map.entrySet()) {
      if (few.size() == MOST_ITEMS) {
        few.put("…", "%d more".formatted(map.size() - MOST_ITEMS));
        break;
      }
      few.put(cut(String.valueOf(it.getKey()), LONGEST_TEXT), cut(it.getValue(), depth));
    }
    return few;
  }

  private static List<Object> cut(List<?> list, int depth) {
    List<Object> few = new ArrayList<>();
    list.stream().limit(MOST_ITEMS).forEach(it -> few.add(cut(it, depth)));
    if (list.size() > MOST_ITEMS) {
      few.add("… %d more".formatted(list.size() - MOST_ITEMS));
    }
    return few;
  }
}
