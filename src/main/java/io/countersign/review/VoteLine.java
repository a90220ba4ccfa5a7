package io.countersign.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.countersign.review.VoteCount.CountedVote;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One vote in the evidence of a {@link StageVerdict}, and whether it counts. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
record VoteLine(
    String person,
    @Nullable String insteadOf,
    @Nullable String decision,
    @Nullable String comment,
    Instant at,
    boolean counts,
    @Nullable String why) {

  static VoteLine of(CountedVote counted) {
    Vote vote = counted.vote();
    return new VoteLine(
        vote.person(),
        counted.insteadOf(),
        vote.decision(),
        vote.comment(),
        vote.at(),
        counted.counts(),
        counted.why());
  }
}
