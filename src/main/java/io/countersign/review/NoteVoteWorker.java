package io.countersign.review;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.camunda.client.api.response.ActivatedJob;
import io.countersign.action.ProposedAction;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * <em>Note vote</em>: shows those whose seats are still open what the others voted. Only for
 * reading: <em>Count votes</em> looks into the history itself.
 */
@Component
public class NoteVoteWorker {

  private final VoteEvidence evidence;

  NoteVoteWorker(VoteEvidence evidence) {
    this.evidence = evidence;
  }

  @JobWorker(type = "note-vote")
  public Map<String, Object> note(
      ActivatedJob job, @Variable ProposedAction action, @Variable ReviewSheet review) {
    Stream<ReviewSheet.Line> since =
        evidence.sinceLastCount(action.id(), job.getProcessInstanceKey(), job.getKey()).stream()
            .map(NoteVoteWorker::line);
    return Map.of("noted", Stream.concat(review.votes().stream(), since).toList());
  }

  private static ReviewSheet.Line line(Vote vote) {
    String comment = vote.comment() == null ? "" : ": " + vote.comment();
    return new ReviewSheet.Line(
        vote.person().isBlank() ? "Nobody in the seat" : vote.person(), vote.decision() + comment);
  }
}
