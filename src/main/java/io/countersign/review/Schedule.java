package io.countersign.review;

import io.countersign.organization.Organization;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a stage ends, and when it reminds and escalates.
 *
 * @param decideBy the deadline
 * @param steps reminders and escalations before it
 */
record Schedule(Instant decideBy, List<Step> steps) {

  static final String REMIND = "remind";
  static final String ESCALATE = "escalate";

  /**
   * @param kind {@code remind} or {@code escalate}
   * @param to who is asked too, for an escalation
   */
  record Step(String kind, Instant at, @Nullable String to) {}

  /**
   * @param extended whether the stage goes on for as long again because nobody decided in time
   */
  static Schedule of(Stage stage, Organization organization, boolean extended) {
    Instant first = after(stage, stage.opened(), stage.decideWithin(), organization);
    Instant end = extended ? after(stage, first, stage.decideWithin(), organization) : first;
    Stream<Step> reminders =
        stage.remindAfter().stream()
            .map(it -> new Step(REMIND, after(stage, stage.opened(), it, organization), null));
    Stream<Step> escalations =
        stage.escalate().stream()
            .map(
                it ->
                    new Step(
                        ESCALATE, after(stage, stage.opened(), it.after(), organization), it.to()));
    return new Schedule(
        end, Stream.concat(reminders, escalations).filter(it -> it.at().isBefore(end)).toList());
  }

  private static Instant after(
      Stage stage, Instant from, String duration, Organization organization) {
    return stage.workingTime()
        ? organization.afterWorkingTime(from, Stage.duration(duration))
        : from.plus(Stage.duration(duration));
  }
}
