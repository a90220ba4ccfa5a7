package io.countersign.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The seats of a stage, as they travel in the process variable {@code seating}.
 *
 * @param seats one user task each
 * @param satisfiable whether enough people may sit on them
 * @param reason why not
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Seating(List<Seat> seats, boolean satisfiable, @Nullable String reason) {

  /**
   * @param id {@code seat-1}, {@code seat-2}, …
   * @param candidateUsers the people who may take it
   * @param candidateGroups the roles that may take it
   */
  record Seat(String id, List<String> candidateUsers, List<String> candidateGroups) {}
}
