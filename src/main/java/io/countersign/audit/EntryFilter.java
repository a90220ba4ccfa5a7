package io.countersign.audit;

import io.countersign.web.QueryParameters;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries someone asks for.
 *
 * @param exact field of the entry to the values of which it must have one
 * @param text words that must all occur in its sentence, as every comment does
 * @param from the earliest time of the entry
 * @param to the time before which it must be
 */
record EntryFilter(
    Map<String, List<String>> exact,
    @Nullable String text,
    @Nullable Instant from,
    @Nullable Instant to) {

  /** Query parameter to field. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "actionId", "actionId",
          "kind", "kind",
          "severity", "severity",
          "actor", "actor.id",
          "elementId", "elementId",
          "subject", "facts.subject");

  static final Set<String> NAMES =
      Set.of("actionId", "kind", "severity", "actor", "elementId", "subject", "q", "from", "to");

  static EntryFilter of(QueryParameters parameters) {
    Map<String, List<String>> exact = new LinkedHashMap<>();
    FIELDS.forEach(
        (name, field) -> {
          List<String> values = parameters.texts(name);
          if (!values.isEmpty()) {
            exact.put(field, values);
          }
        });
    return new EntryFilter(
        exact, parameters.text("q"), parameters.time("from"), parameters.time("to"));
  }
}
