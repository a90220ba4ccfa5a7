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
    @Nullable List<VoteLine> votes,
    @Nullable Object question) {

  Tally {
    approvers = approvers == null ? List.of() : List.copyOf(approvers);
    rejecters = rejecters == null ? List.of() : List.copyOf(rejecters);
    votes = votes == null ? List.of() : List.copyOf(votes);
  }

  static Tally none() {
    return new Tally(List.of(), List.of(), null, false, List.of(), null);
  }

  /**
   * Who changed the action to what it is approved it so, in the stage they voted in.
   *
   * @param missing roles that must still approve
   */
  static Tally changed(String by, List<String> missing) {
    return new Tally(List.of(by), List.of(), missing, false, List.of(), null);
  }

  /** Whether the approvals so far decide; then nobody is asked and the count comes at once. */
  boolean enoughFor(Stage stage) {
    return stage.approvals() > 0
        && stage.rejections() > 0
        && approvers.size() >= stage.approvals()
        && missingRoles != null
        && missingRoles.isEmpty();
  }

  /** After a question the vote begins afresh: nobody has voted. */
  Tally afresh() {
    return question == null ? this : new Tally(null, null, null, extended, votes, null);
  }

  boolean voted(String person) {
    return approvers.contains(person) || rejecters.contains(person);
  }
}
