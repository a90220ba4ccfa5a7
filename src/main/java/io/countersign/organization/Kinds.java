package io.countersign.organization;

import io.countersign.organization.Value.Kind;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Locale;

/** What the values of {@code organization.yaml} can be. */
final class Kinds {

  static final Kind<String> TEXT = new Kind<>("text", text -> text);
  static final Kind<ZoneId> ZONE = new Kind<>("a time zone such as Europe/Berlin", ZoneId::of);
  static final Kind<LocalDate> DATE = new Kind<>("a date such as 2026-12-25", LocalDate::parse);
  static final Kind<LocalTime> TIME = new Kind<>("a time such as 08:00", LocalTime::parse);
  static final Kind<LocalDateTime> LOCAL_MOMENT =
      new Kind<>("a date and time such as 2026-01-05T09:00", LocalDateTime::parse);
  static final Kind<Instant> MOMENT =
      new Kind<>(
          "a moment with its offset such as 2026-12-01T08:00+01:00",
          text -> OffsetDateTime.parse(text).toInstant());
  static final Kind<DayOfWeek> DAY =
      new Kind<>("a day such as MONDAY", text -> DayOfWeek.valueOf(text.toUpperCase(Locale.ROOT)));
  static final Kind<Period> DAYS = new Kind<>("a number of days such as P7D", Kinds::days);
  static final Kind<String> CURRENCY =
      new Kind<>("a currency such as EUR", text -> matching("[A-Z]{3}", text));
  static final Kind<String> OBJECT =
      new Kind<>(
          "a business object such as order/1042 or order/*",
          text -> matching("[^/\\s]+/\\S+", text));
  static final Kind<BigDecimal> AMOUNT = new Kind<>("an amount of zero or more", Kinds::amount);

  private Kinds() {}

  private static Period days(String text) {
    Period period = Period.parse(text);
    if (period.getDays() < 1 || period.toTotalMonths() != 0) {
      throw new IllegalArgumentException(text);
    }
    return period;
  }

  private static BigDecimal amount(String text) {
    BigDecimal amount = new BigDecimal(text);
    if (amount.signum() < 0) {
      throw new IllegalArgumentException(text);
    }
    return amount;
  }

  private static String matching(String pattern, String text) {
    if (!text.matches(pattern)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }
}
