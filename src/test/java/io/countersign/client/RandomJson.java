package io.countersign.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** JSON of every kind, for properties. */
public final class RandomJson {

  private static final int LEVELS = 3;
  private static final int MOST = 5;

  private RandomJson() {}

  /** Finite doubles, but none next to zero (subnormal): there the other implementation is wrong. */
  public static Arbitrary<Double> doubles() {
    return Arbitraries.randomValue(RandomJson::anyDouble);
  }

  /** Objects with finite doubles. */
  public static Arbitrary<Map<String, Object>> objects() {
    return Arbitraries.randomValue(random -> object(random, RandomJson::anyDouble, LEVELS));
  }

  /** Objects with the numbers that the desk takes: whole ones up to 2^53, and fractions. */
  public static Arbitrary<Map<String, Object>> arguments() {
    return Arbitraries.randomValue(random -> object(random, RandomJson::amount, LEVELS));
  }

  /** One text, number, boolean or null that the desk takes. */
  public static Arbitrary<Object> values() {
    return Arbitraries.randomValue(random -> value(random, RandomJson::amount, 0));
  }

  private static Object value(Random random, Function<Random, ?> numbers, int levels) {
    return switch (random.nextInt(levels > 0 ? 7 : 5)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> numbers.apply(random);
      case 5 -> object(random, numbers, levels - 1);
      case 6 -> list(random, numbers, levels - 1);
      default -> text(random);
    };
  }

  private static Map<String, Object> object(
      Random random, Function<Random, ?> numbers, int levels) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = random.nextInt(MOST + 1); i > 0; i--) {
      members.put(text(random), value(random, numbers, levels));
    }
    return members;
  }

  private static List<Object> list(Random random, Function<Random, ?> numbers, int levels) {
    List<Object> items = new ArrayList<>();
    for (int i = random.nextInt(MOST + 1); i > 0; i--) {
      items.add(value(random, numbers, levels));
    }
    return items;
  }

  /** Valid Unicode: no halves of characters, and none that is null. */
  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(MOST + 1); i > 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(6)) {
            case 0 -> random.nextInt(1, 0x20);
            case 1 -> random.nextInt(0x7f, 0xd800);
            case 2 -> random.nextInt(0xe000, 0x10000);
            case 3 -> random.nextInt(0x10000, 0x110000);
            default -> random.nextInt(0x20, 0x7f);
          });
    }
    return text.toString();
  }

  private static Object amount(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextInt();
      case 1 -> random.nextLong(-(1L << 53), (1L << 53) + 1);
      default -> random.nextInt(-100_000, 100_000) + 0.25;
    };
  }

  private static double anyDouble(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> Double.MIN_NORMAL * random.nextInt(1, 4096);
      case 1 -> random.nextInt();
      case 2 -> random.nextInt(-100_000, 100_000) / 100.0;
      case 3 -> Double.parseDouble("1e" + random.nextInt(-307, 309));
      default -> usual(Double.longBitsToDouble(random.nextLong()));
    };
  }

  private static double usual(double number) {
    return Double.isFinite(number) && Math.abs(number) >= Double.MIN_NORMAL ? number : 0;
  }
}
