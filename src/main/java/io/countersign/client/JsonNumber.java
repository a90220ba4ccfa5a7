package io.countersign.client;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as RFC 8785 writes them: the shortest text that gives the same IEEE 754 double. */
final class JsonNumber {

  private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_EVEN);
  private static final BigDecimal LARGEST_EXACT_INTEGER = BigDecimal.valueOf(1L << 53);

  private JsonNumber() {}

  /**
   * The double that is exactly this number.
   *
   * @throws IllegalArgumentException if there is none; the desk would refuse it too
   */
  static double exact(Number number) {
    double asDouble = number.doubleValue();
    if (Double.isFinite(asDouble)
        && (number instanceof Double || survives(decimal(number), asDouble))) {
      return asDouble;
    }
    throw new IllegalArgumentException(
        "The number " + number + " is too large or too precise; send it as a string");
  }

  /** As {@code Number::toString} of ECMAScript. */
  static String text(double number) {
    if (number == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(Math.abs(number));
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale();
    return (number < 0 ? "-" : "") + placed(digits, point);
  }

  /** Java writes two digits where one would do, which is another number next to zero. */
  private static BigDecimal shortest(double number) {
    BigDecimal exact = new BigDecimal(Double.toString(number));
    BigDecimal shorter = exact.round(ONE_DIGIT);
    return (shorter.doubleValue() == number ? shorter : exact).stripTrailingZeros();
  }

  /**
   * @param point how many digits stand before the decimal point; negative for zeros after it
   */
  private static String placed(String digits, int point) {
    if (digits.length() <= point && point <= 21) {
      return digits + "0".repeat(point - digits.length());
    }
    if (0 < point && point <= 21) {
      return digits.substring(0, point) + "." + digits.substring(point);
    }
    if (-6 < point && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    int exponent = point - 1;
    return digits.charAt(0) + fraction + (exponent < 0 ? "e-" : "e+") + Math.abs(exponent);
  }

  private static BigDecimal decimal(Number number) {
    return switch (number) {
      case BigDecimal it -> it;
      case Byte it -> new BigDecimal(it);
      case Short it -> new BigDecimal(it);
      case Integer it -> new BigDecimal(it);
      case Long it -> new BigDecimal(it);
      case BigInteger it -> new BigDecimal(it);
      case Float it -> new BigDecimal(it.toString());
      default -> throw new IllegalArgumentException("No JSON number: " + number.getClass());
    };
  }

  private static boolean survives(BigDecimal number, double asDouble) {
    return new BigDecimal(Double.toString(asDouble)).compareTo(number) == 0
        && (number.stripTrailingZeros().scale() > 0
            || number.abs().compareTo(LARGEST_EXACT_INTEGER) <= 0);
  }
}
