package io.countersign.audit;

import io.countersign.web.QueryParameters;
import java.util.List;

/**
 * The order of a search; equal ones by action id. What it sorts by never changes once it is set, so
 * that no action moves from page to page: sorted by {@code decidedAt} only decided actions are
 * found, by {@code amount} only those that have one.
 *
 * @param field {@code proposedAt}, {@code decidedAt} or {@code amount}
 */
public record AuditSort(String field, boolean ascending) {

  static final AuditSort LATEST = new AuditSort("proposedAt", false);
  static final AuditSort OLDEST = new AuditSort("proposedAt", true);

  static AuditSort of(QueryParameters parameters) {
    return new AuditSort(
        parameters.word("sort", List.of("proposedAt", "decidedAt", "amount"), LATEST.field),
        parameters.word("order", List.of("asc", "desc"), "desc").equals("asc"));
  }

  /** The time by which arrivals after the first page are told. */
  String arrival() {
    return field.equals("decidedAt") ? field : "proposedAt";
  }

  boolean byAmount() {
    return field.equals("amount");
  }
}
