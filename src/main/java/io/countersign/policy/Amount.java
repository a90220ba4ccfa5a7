package io.countersign.policy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads amounts of money out of JSON values. */
final class Amount {

  private Amount() {}

  /** The value as an amount: null unless it is a finite JSON number of zero or more. */
  static @Nullable BigDecimal of(@Nullable Object value) {
    BigDecimal number = number(value);
    return number == null || number.signum() < 0 ? null : number;
  }

  /**
   * The value as a number: null unless it is a finite JSON number. It takes the way over a double,
   * as the engine does, so that no exponent makes a sum explode.
   */
  static @Nullable BigDecimal number(@Nullable Object value) {
    return value instanceof Number number && Double.isFinite(number.doubleValue())
        ? BigDecimal.valueOf(number.doubleValue())
        : null;
  }
}
