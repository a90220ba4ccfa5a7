package io.countersign.action;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a review gave, as it travels in the process variable {@code verdict}: the part of the
 * contract that every stage flow must fill.
 *
 * @param reached whether there is a verdict
 * @param verdict {@code approved}, {@code rejected} or {@code timed_out}
 * @param by the people whose votes made it
 * @param reason why, in one sentence
 * @param comment what the deciding person wrote
 * @param instead the action type that the route offers when nobody decided in time
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReviewVerdict(
    boolean reached,
    @Nullable Verdict verdict,
    @Nullable List<String> by,
    @Nullable String reason,
    @Nullable String comment,
    @Nullable String instead) {

  public ReviewVerdict {
    by = by == null ? List.of() : List.copyOf(by);
  }
}
