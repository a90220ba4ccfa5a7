package io.countersign.refusal;

import io.countersign.audit.AuditCursor;
import io.countersign.web.QueryParameters;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which refused calls someone asks for.
 *
 * @param exact field to the values of which it must have one
 * @param from the earliest time
 * @param to the time before which it must be
 * @param limit the most on a page
 * @param after where the page starts; null for the first
 */
record RefusalQuery(
    Map<String, List<String>> exact,
    @Nullable Instant from,
    @Nullable Instant to,
    int limit,
    @Nullable AuditCursor after) {

  private static final Set<String> FIELDS =
      Set.of(
          "caller",
          "callerKind",
          "code",
          "field",
          "method",
          "path",
          "remoteAddress",
          "status",
          "traceparent");
  private static final int MOST = 200;
  private static final int USUAL = 50;

  static RefusalQuery of(Map<String, List<String>> values) {
    Set<String> known = new HashSet<>(FIELDS);
    known.addAll(Set.of("from", "to", "limit", "cursor"));
    QueryParameters parameters = QueryParameters.of(values, known);
    Map<String, List<String>> exact = new TreeMap<>();
    FIELDS.forEach(
        name -> {
          List<String> texts = parameters.texts(name);
          if (!texts.isEmpty()) {
            exact.put(name, texts);
          }
        });
    if (exact.getOrDefault("status", List.of()).stream().anyMatch(it -> !it.matches("\\d{3}"))) {
      throw QueryParameters.invalid("status", "Send an HTTP status such as 403.");
    }
    var first =
        new RefusalQuery(
            exact,
            parameters.time("from"),
            parameters.time("to"),
            parameters.number("limit", MOST, USUAL),
            null);
    String cursor = parameters.text("cursor");
    return cursor == null
        ? first
        : new RefusalQuery(
            first.exact,
            first.from,
            first.to,
            first.limit,
            AuditCursor.read(cursor, first.canonical()));
  }

  /** What a cursor is bound to. */
  String canonical() {
    return "refusals" + exact + from + to;
  }
}
