package io.countersign.review;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.countersign.audit.ActionDocument;
import io.countersign.audit.ActionDocument.Seat;
import io.countersign.audit.ActionDocument.StageShown;
import io.countersign.audit.ActionHistory;
import io.countersign.organization.Organization;
import io.countersign.organization.Person;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The open seats, as the history shows them, and who may take them. */
@Component
class OpenReviews {

  private final ActionHistory history;
  private final Supplier<Organization> organization;
  private final Clock clock;

  OpenReviews(ActionHistory history, Supplier<Organization> organization, Clock clock) {
    this.history = history;
    this.organization = organization;
    this.clock = clock;
  }

  /**
   * One open seat.
   *
   * @param id of the seat: the action id and the key of its user task
   * @param stage what people call it
   * @param dueAt the deadline
   * @param commentRequired whether an approval needs a comment too
   * @param takenBy who has taken it; absent while it is free
   * @param candidates who may take it
   * @param voters who has voted beside it; a question to the agent forgets them
   */
  record OpenReview(
      String id,
      @JsonIgnore long userTaskKey,
      @JsonIgnore String processInstanceKey,
      String actionId,
      String stage,
      String dueAt,
      boolean commentRequired,
      @Nullable String takenBy,
      List<String> candidates,
      @JsonIgnore Set<String> voters,
      String type,
      String summary,
      String businessObject,
      @Nullable String reason,
      Instant proposedAt) {}

  /** Open seats, the most urgent first; of those that one person may take, only those. */
  List<OpenReview> list(@Nullable String person) {
    return history.inReview().stream()
        .flatMap(OpenReviews::open)
        .filter(it -> person == null || mayTake(it, person))
        .sorted(Comparator.comparing(OpenReview::dueAt).thenComparing(OpenReview::id))
        .toList();
  }

  /**
   * The seat with this id.
   *
   * @throws RefusedException {@code REVIEW_NOT_FOUND} or {@code REVIEW_CLOSED}
   */
  OpenReview find(String id) {
    int dot = id.indexOf('.');
    String key = id.substring(dot + 1);
    ActionDocument action =
        Optional.of(id)
            .filter(it -> dot > 0)
            .flatMap(it -> history.find(it.substring(0, dot)))
            .filter(it -> it.seats().containsKey(key) && isSeat(it, it.seats().get(key)))
            .orElseThrow(
                () -> new RefusedException(ErrorCode.REVIEW_NOT_FOUND, "No review has this id."));
    Seat seat = action.seats().get(key);
    if (!seat.open()) {
      throw new RefusedException(ErrorCode.REVIEW_CLOSED, "This seat is closed.");
    }
    return review(action, Map.entry(key, seat));
  }

  boolean mayTake(OpenReview review, String person) {
    boolean free = review.takenBy() == null || review.takenBy().equals(person);
    return free && !review.voters().contains(person) && asked(review, person);
  }

  /** Those who were asked, and whoever stands in for them now. */
  boolean asked(OpenReview review, String person) {
    Instant now = clock.instant();
    Organization known = organization.get();
    return review.candidates().contains(person)
        || review.candidates().stream()
            .flatMap(it -> known.standInOf(it, now).stream())
            .map(Person::id)
            .anyMatch(person::equals);
  }

  /** A flow may have tasks of its own, such as a checklist; those are no votes. */
  private static boolean isSeat(ActionDocument action, Seat seat) {
    return action.stages().containsKey(seat.processInstanceKey());
  }

  private static Stream<OpenReview> open(ActionDocument action) {
    return action.seats().entrySet().stream()
        .filter(it -> it.getValue().open() && isSeat(action, it.getValue()))
        .map(it -> review(action, it));
  }

  private static OpenReview review(ActionDocument action, Map.Entry<String, Seat> entry) {
    Seat seat = entry.getValue();
    StageShown stage = Objects.requireNonNull(action.stages().get(seat.processInstanceKey()));
    return new OpenReview(
        action.actionId() + "." + entry.getKey(),
        Long.parseLong(entry.getKey()),
        seat.processInstanceKey(),
        action.actionId(),
        stage.name(),
        seat.dueAt(),
        stage.commentRequired(),
        seat.assignee() == null || seat.assignee().isBlank() ? null : seat.assignee(),
        seat.candidateUsers(),
        voters(action, seat),
        action.type(),
        action.summary(),
        action.businessObject(),
        action.controlReason(),
        action.proposedAt());
  }

  private static Set<String> voters(ActionDocument action, Seat open) {
    return action.seats().values().stream()
        .filter(it -> it.votedBeside(open))
        .map(Seat::assignee)
        .collect(Collectors.toSet());
  }
}
