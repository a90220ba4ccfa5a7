package io.countersign.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of actions in the order that was asked for.
 *
 * @param total how many actions fit, exact up to 10,000
 * @param facets the counts that were asked for, by name
 * @param cursor of the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AuditPage(
    @JsonInclude List<ActionDocument> items,
    @JsonInclude long total,
    Map<String, Facet> facets,
    @Nullable String cursor) {

  static final AuditPage EMPTY = new AuditPage(List.of(), 0, Map.of(), null);

  /**
   * How often each value occurs among all that fits, the most frequent first.
   *
   * @param others how many actions have values beyond those listed
   */
  public record Facet(List<Count> values, long others) {}

  public record Count(String value, long count) {}
}
