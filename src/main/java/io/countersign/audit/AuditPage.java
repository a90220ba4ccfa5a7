package io.countersign.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of actions, the latest first.
 *
 * @param total how many actions fit, exact up to 10,000
 * @param cursor of the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditPage(List<ActionDocument> items, long total, @Nullable String cursor) {}
