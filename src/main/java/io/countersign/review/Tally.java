package io.countersign.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the last count of a stage gave, as the next seating needs it: a view of the process variable
 * {@code verdict}.
 *
 * @param approvers who approved so far
 * @param rejecters who rejected so far
 * @param missingRoles roles that must approve and have not
 * @param question what the agent was asked, if it was
 * @param extended whether the time is over and the stage goes on for as long again
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Tally(
    @Nullable List<String> approvers,
    @Nullable List<String> rejecters,
    @Nullable List<String> missingRoles,
    @JsonProperty(defaultValue = "false") boolean extended,
    @Nullable List<StageVerdict.VoteLine> votes,
    @Nullable Object question) {

  Tally {
    approvers = approvers == null ? List.of() : List.copyOf(approvers);
    rejecters = rejecters == null ? List.of() : List.copyOf(rejecters);
    votes = votes == null ? List.of() : List.copyOf(votes);
  }

  static Tally none() {
    return new Tally(List.of(), List.of(), null, false, List.of(), null);
  }

  /** After a question the vote begins afresh: nobody has voted. */
  Tally afresh() {
    return question == null ? this : new Tally(null, null, null, extended, votes, null);
  }

  boolean voted(String person) {
    return approvers.contains(person) || rejecters.contains(person);
  }
}
