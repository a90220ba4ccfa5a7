package io.countersign.audit;

import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What someone asks of the audit.
 *
 * @param exact field of the action's document to the value it must have
 * @param text words to find in summary, findings, reasons and comments
 * @param from the earliest time of proposal
 * @param to the time of proposal before which it must be
 * @param limit the most actions on a page, 1 to 200
 * @param after where the page starts; null for the first
 */
record AuditQuery(
    Map<String, String> exact,
    @Nullable String text,
    @Nullable Instant from,
    @Nullable Instant to,
    int limit,
    @Nullable AuditCursor after) {

  /** Query parameter to field. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "agent", "agent",
          "type", "type",
          "control", "control",
          "verdict", "verdict",
          "reviewer", "reviewers",
          "businessObject", "businessObject");

  private static final Set<String> OTHERS = Set.of("q", "from", "to", "limit", "cursor");
  private static final int LONGEST_TEXT = 500;
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  /** Reads query parameters; an unknown or unreadable one is refused by name. */
  static AuditQuery of(Map<String, String> parameters) {
    Map<String, String> exact = new LinkedHashMap<>();
    parameters.forEach(
        (name, value) -> {
          if (FIELDS.containsKey(name)) {
            exact.put(FIELDS.get(name), value);
          } else if (!OTHERS.contains(name)) {
            throw invalid(name, "There is no parameter of this name.");
          }
          if (value.length() > LONGEST_TEXT) {
            throw invalid(name, "At most " + LONGEST_TEXT + " characters are allowed.");
          }
        });
    String cursor = parameters.get("cursor");
    return new AuditQuery(
        exact,
        parameters.get("q"),
        time("from", parameters.get("from")),
        time("to", parameters.get("to")),
        limit(parameters.get("limit")),
        cursor == null ? null : AuditCursor.read(cursor));
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return 50;
    }
    if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 200) {
      throw invalid("limit", "Send a number from 1 to 200.");
    }
    return Integer.parseInt(text);
  }

  private static @Nullable Instant time(String name, @Nullable String text) {
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

  static RefusedException invalid(String parameter, String message) {
    return new RefusedException(ErrorCode.INVALID_FIELD, parameter, message);
  }
}
