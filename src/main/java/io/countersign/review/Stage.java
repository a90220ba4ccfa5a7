package io.countersign.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.time.ZonedDateTime;

/**
 * One stage of a route, as the table {@code approvalRoute} gives it.
 *
 * @param name what people call it
 * @param role who may vote
 * @param approvals how many approvals it needs
 * @param rejections how many rejections deny it
 * @param commentRequired whether an approval needs a comment too; a rejection always does
 * @param decideBy the deadline by the engine's clock, as FEEL writes it, e.g. {@code
 *     2026-11-23T12:00:00Z[Etc/UTC]}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Stage(
    String name,
    String role,
    int approvals,
    int rejections,
    boolean commentRequired,
    String decideBy) {

  Instant deadline() {
    return ZonedDateTime.parse(decideBy).toInstant();
  }
}
