package io.countersign.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.countersign.organization.Organization;
import io.countersign.review.Reviewers.Reviewer;
import io.countersign.review.Schedule.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The seats of a stage and its times, as they travel in the process variable {@code seating}.
 *
 * @param stage its name
 * @param seats one user task each
 * @param satisfiable whether enough people may sit on them
 * @param reason why not
 * @param approvalsLeft how many approvals end the voting
 * @param rejectionsLeft how many rejections end it
 * @param decideBy the deadline
 * @param priority of the tasks
 * @param commentRequired whether an approval needs a comment too
 * @param steps reminders and escalations still to come
 * @param widened who is asked too since when, beside those the stage names
 * @param extended whether the time was over once and the stage goes on for as long again
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Seating(
    String stage,
    List<Seat> seats,
    boolean satisfiable,
    @Nullable String reason,
    int approvalsLeft,
    int rejectionsLeft,
    Instant decideBy,
    int priority,
    boolean commentRequired,
    List<Step> steps,
    List<Step> widened,
    boolean extended) {

  /**
   * @param id {@code seat-1}, {@code seat-2}, …
   * @param role that the seat is kept for, or null
   * @param candidateUsers the people who may take it
   * @param candidateGroups the roles that may take it
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Seat(
      String id,
      @Nullable String role,
      List<String> candidateUsers,
      List<String> candidateGroups) {}

  /** The seats for those votes that are still missing; never an empty review that would pass. */
  static Seating of(
      Stage stage, Case subject, Organization organization, Tally tally, Instant now) {
    Schedule schedule = Schedule.of(stage, organization, tally.extended());
    List<Step> widened = new ArrayList<>(escalations(schedule));
    if (tally.extended()) {
      widened.add(new Step(Schedule.ESCALATE, now, "fallback-owner"));
    }
    var reviewers = new Reviewers(stage, subject, organization, List.copyOf(widened));
    int approvals = Math.max(approvalsLeft(stage, tally), missing(stage, tally).size());
    if (open(reviewers, tally, now).size() < approvals && stage.fallback() != null) {
      widened.add(new Step(Schedule.ESCALATE, stage.opened(), stage.fallback()));
      reviewers = new Reviewers(stage, subject, organization, List.copyOf(widened));
    }
    int rejections = Math.max(1, stage.rejections() - tally.rejecters().size());
    String reason = whyUnsatisfiable(stage, tally, reviewers, approvals, now);
    return new Seating(
        stage.name(),
        reason == null && !tally.enoughFor(stage)
            ? seats(stage, tally, reviewers, approvals, rejections, now)
            : List.of(),
        reason == null,
        reason,
        approvals,
        rejections,
        schedule.decideBy(),
        stage.priority(),
        stage.commentRequired(),
        schedule.steps().stream().filter(it -> it.at().isAfter(now)).toList(),
        List.copyOf(widened),
        tally.extended());
  }

  private static List<Step> escalations(Schedule schedule) {
    return schedule.steps().stream().filter(it -> it.kind().equals(Schedule.ESCALATE)).toList();
  }

  private static int approvalsLeft(Stage stage, Tally tally) {
    return Math.max(1, stage.approvals() - tally.approvers().size());
  }

  private static List<String> missing(Stage stage, Tally tally) {
    return tally.missingRoles() == null ? stage.mustInclude() : tally.missingRoles();
  }

  private static List<Reviewer> open(Reviewers reviewers, Tally tally, Instant now) {
    return reviewers.at(now).stream().filter(it -> !tally.voted(it.person().id())).toList();
  }

  private static @Nullable String whyUnsatisfiable(
      Stage stage, Tally tally, Reviewers reviewers, int approvals, Instant now) {
    if (stage.approvals() < 1 || stage.rejections() < 1) {
      return "The route asks for no approval at all.";
    }
    if (tally.enoughFor(stage)) {
      return null;
    }
    List<Reviewer> open = open(reviewers, tally, now);
    if (open.size() < approvals) {
      return "%d of %d people needed may decide this (%s)."
          .formatted(open.size(), approvals, String.join(", ", reviewers.words(now)));
    }
    return missing(stage, tally).stream()
        .filter(role -> open.stream().noneMatch(it -> reviewers.holds(it, role)))
        .findFirst()
        .map(role -> "Nobody with the role " + role + " may decide this.")
        .orElse(null);
  }

  private static List<Seat> seats(
      Stage stage, Tally tally, Reviewers reviewers, int approvals, int rejections, Instant now) {
    List<Reviewer> open = open(reviewers, tally, now);
    List<String> kept = missing(stage, tally);
    int count = Math.max(approvals, Math.min(approvals + rejections - 1, open.size()));
    List<Seat> seats = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      String role = n < kept.size() ? kept.get(n) : null;
      seats.add(
          new Seat(
              "seat-" + (n + 1),
              role,
              open.stream()
                  .filter(it -> role == null || reviewers.holds(it, role))
                  .map(it -> it.person().id())
                  .toList(),
              groups(stage, role)));
    }
    return List.copyOf(seats);
  }

  private static List<String> groups(Stage stage, @Nullable String role) {
    return role != null
        ? List.of(role)
        : stage.who().stream()
            .filter(it -> it.startsWith("role:"))
            .map(it -> it.substring("role:".length()))
            .toList();
  }
}
