package io.countersign.audit;

import io.countersign.web.QueryParameters;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What someone asks of the audit.
 *
 * @param facets what to count by, in the names of {@link AuditFilter#FIELDS}
 * @param limit the most actions on a page, 1 to 200 for callers
 * @param after where the page starts; null for the first
 */
public record AuditQuery(
    AuditFilter filter,
    AuditSort sort,
    List<String> facets,
    int limit,
    @Nullable AuditCursor after) {

  private static final int MOST = 200;
  private static final int USUAL = 50;

  /** Reads query parameters; an unknown or unreadable one is refused by name. */
  public static AuditQuery of(Map<String, List<String>> values) {
    Set<String> known = new HashSet<>(AuditFilter.FIELDS.keySet());
    known.addAll(AuditFilter.OTHERS);
    known.addAll(Set.of("sort", "order", "facet", "limit", "cursor"));
    QueryParameters parameters = QueryParameters.of(values, known);
    var first =
        new AuditQuery(
            AuditFilter.of(parameters),
            AuditSort.of(parameters),
            facets(parameters.texts("facet")),
            parameters.number("limit", MOST, USUAL),
            null);
    if (first.sort.byAmount() && !first.filter.exact().containsKey("currency")) {
      throw QueryParameters.invalid("currency", "Amounts are compared in one currency: name it.");
    }
    String cursor = parameters.text("cursor");
    return cursor == null ? first : first.from(AuditCursor.read(cursor, first.canonical()));
  }

  static AuditQuery latest(AuditFilter filter, int limit) {
    return new AuditQuery(filter, AuditSort.LATEST, List.of(), limit, null);
  }

  AuditQuery from(AuditCursor cursor) {
    return new AuditQuery(filter, sort, facets, limit, cursor);
  }

  /** What a cursor is bound to: pages may change their size, not their question. */
  String canonical() {
    return filter.canonical() + sort;
  }

  private static List<String> facets(List<String> names) {
    if (!AuditFilter.FIELDS.keySet().containsAll(names)) {
      throw QueryParameters.invalid(
          "facet", "Send one of " + String.join(", ", AuditFilter.FIELDS.keySet()) + ".");
    }
    return names.stream().distinct().toList();
  }
}
