package io.countersign.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query parameters of a search; whatever is unknown or unreadable is refused by name with
 * {@code INVALID_FIELD}.
 */
public final class QueryParameters {

  private static final int LONGEST_TEXT = 500;
  private static final int MOST_VALUES = 20;
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private final Map<String, List<String>> values;

  private QueryParameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * @param known every name that is allowed
   */
  public static QueryParameters of(Map<String, List<String>> values, Set<String> known) {
    values.forEach(
        (name, texts) -> {
          if (!known.contains(name)) {
            throw invalid(name, "There is no parameter of this name.");
          }
          if (texts.size() > MOST_VALUES) {
            throw invalid(name, "At most " + MOST_VALUES + " values are allowed.");
          }
          if (texts.stream().anyMatch(it -> it.length() > LONGEST_TEXT)) {
            throw invalid(name, "At most " + LONGEST_TEXT + " characters are allowed.");
          }
        });
    return new QueryParameters(values);
  }

  /** Every value of a parameter that may be repeated. */
  public List<String> texts(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  public @Nullable String text(String name) {
    List<String> texts = texts(name);
    if (texts.size() > 1) {
      throw invalid(name, "Send it once.");
    }
    return texts.isEmpty() ? null : texts.getFirst();
  }

  /** One of these words. */
  public String word(String name, List<String> words, String otherwise) {
    String text = text(name);
    if (text != null && !words.contains(text)) {
      throw invalid(name, "Send one of " + String.join(", ", words) + ".");
    }
    return text == null ? otherwise : text;
  }

  /** A whole number from 1. */
  public int number(String name, int most, int otherwise) {
    String text = text(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
      throw invalid(name, "Send a number from 1 to " + most + ".");
    }
    return Integer.parseInt(text);
  }

  /** An amount of at most 15 digits before and six after the point. */
  public @Nullable Double amount(String name) {
    String text = text(name);
    if (text != null && !text.matches("-?\\d{1,15}(\\.\\d{1,6})?")) {
      throw invalid(name, "Send a number such as 240 or 99.50.");
    }
    return text == null ? null : Double.valueOf(text);
  }

  /** A date, which is its first moment in UTC, or a time. */
  public @Nullable Instant time(String name) {
    String text = text(name);
    try {
      if (text == null) {
        return null;
      }
      Instant time =
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(text);
      // Years of five digits and more are time to Java, not to Elasticsearch.
      if (time.isBefore(Instant.EPOCH) || !time.isBefore(LATEST)) {
        throw new DateTimeException("Out of range");
      }
      return time;
    } catch (DateTimeException unreadable) {
      throw invalid(name, "Send a date, 2026-03-02, or a time, 2026-03-02T09:00:00Z.");
    }
  }

  public static RefusedException invalid(String parameter, String message) {
    return new RefusedException(ErrorCode.INVALID_FIELD, parameter, message);
  }
}
