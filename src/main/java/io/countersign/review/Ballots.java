package io.countersign.review;

import io.countersign.engine.EngineTasks;
import io.countersign.engine.EngineTasks.Outcome;
import io.countersign.review.OpenReviews.OpenReview;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Casts votes for other front ends than Tasklist, by the same path: take the seat, complete the
 * task. What is refused here only spares a person a vote that would not count; <em>Count votes</em>
 * decides what counts.
 */
@Component
class Ballots {

  private static final Logger LOG = LoggerFactory.getLogger(Ballots.class);

  private final OpenReviews reviews;
  private final EngineTasks tasks;

  Ballots(OpenReviews reviews, EngineTasks tasks) {
    this.reviews = reviews;
    this.tasks = tasks;
  }

  /**
   * @param id the seat
   * @param person who votes, as the credential proved
   * @param more what else is submitted with the vote
   */
  void cast(String id, String person, String vote, String comment, Map<String, Object> more) {
    OpenReview review = reviews.find(id);
    if (!reviews.asked(review, person)) {
      throw new RefusedException(
          ErrorCode.NOT_ELIGIBLE, person + " is none of those who are asked here.");
    }
    if (review.voters().contains(person)) {
      throw new RefusedException(
          ErrorCode.ALREADY_VOTED, person + " has voted in the stage " + review.stage() + ".");
    }
    if (review.commentRequired() && comment.isBlank()) {
      throw new RefusedException(
          ErrorCode.INVALID_FIELD, "comment", "This stage wants a reason for an approval too.");
    }
    if (!person.equals(review.takenBy())) {
      check(tasks.take(review.userTaskKey(), person));
    }
    Map<String, Object> form = new HashMap<>(more);
    form.put("decision", vote);
    form.put("comment", comment);
    check(tasks.complete(review.userTaskKey(), form));
    LOG.info("Action {} stage {}: {} voted {}", review.actionId(), review.stage(), person, vote);
  }

  private static void check(Outcome outcome) {
    switch (outcome) {
      case DONE -> {}
      case GONE -> throw new RefusedException(ErrorCode.REVIEW_CLOSED, "This seat is closed.");
      case TAKEN ->
          throw new RefusedException(ErrorCode.SEAT_TAKEN, "Someone else has taken this seat.");
    }
  }
}
