package io.countersign.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Flattens a JSON object into named single values, so that rules compare like with like. */
final class ContextValues {

  private ContextValues() {}

  /** One single value of a JSON object. */
  interface Leaf<T> {
    T of(String name, String value, @Nullable BigDecimal number);
  }

  static <T> List<T> of(Map<String, ? extends @Nullable Object> object, Leaf<T> leaf) {
    List<T> found = new ArrayList<>();
    object.forEach((name, value) -> collect(name, value, leaf, found));
    return found;
  }

  private static <T> void collect(
      String name, @Nullable Object value, Leaf<T> leaf, List<T> found) {
    switch (value) {
      case null -> {}
      case Map<?, ?> map ->
          map.forEach((key, inner) -> collect(name + "." + key, inner, leaf, found));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          collect(name + "." + (i + 1), list.get(i), leaf, found);
        }
      }
      default -> {
        BigDecimal number = Amount.number(value);
        found.add(leaf.of(name, number == null ? value.toString() : plain(number), number));
      }
    }
  }

  /** 260 and 260.0 are the same text. */
  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
