package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.localstack.RunningStack;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The clock moved across deadlines, a hand-over of the rota and a daylight-saving switch. */
@ExtendWith(RunningStack.Provider.class)
class ClockIT {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final RunningStack stack;
  private final Desk desk;

  ClockIT(RunningStack stack) {
    this.stack = stack;
    this.desk = new Desk(stack);
  }

  @Test
  void withoutAnAnswerInTimeTheReviewersDecideAlone() {
    String id = desk.inReview(refund(240));
    desk.ballot("anna", id, "clarify", "Which photo?");
    Desk.await(() -> desk.read(id).body().has("question"));

    stack.moveClock(Duration.ofMinutes(61));
    desk.awaitEntry(id, "clarification-overdue");
    desk.ballot("anna", id, "approve", "Never mind.");

    assertThat(desk.awaitDecision(id).text("/verdict")).isEqualTo("approved");
  }

  @Test
  void uncheckedDocumentsTimeOut() {
    String id = desk.inReview("contract.sign", "");
    desk.openTask(id, "Task_CheckDocuments");

    stack.moveClock(Duration.ofDays(2).plusMinutes(1));

    assertThat(desk.awaitDecision(id).text("/verdict")).isEqualTo("timed_out");
  }

  @Test
  void theEndOfTimeOffersTheSafeActionInstead() {
    String id = desk.inReview("access.disable", "");
    desk.awaitEntry(id, "seat-opened");

    stack.moveClock(Duration.ofMinutes(61));

    assertThat(desk.awaitDecision(id).text("/verdict")).isEqualTo("timed_out");
    assertThat(desk.read(id).text("/instead")).isEqualTo("access.suspend");
  }

  @Test
  void theEndOfTimeAsksFurtherWhereTheTableSaysSo() {
    String id = desk.inReview(refund(4000));
    desk.ballot("frida", id, "approve", "Covered.");
    Desk.await(() -> !desk.reviewsOf("greta", id).isEmpty());

    stack.moveClock(Duration.ofDays(8));
    Desk.await(() -> desk.entries(id, "votes-counted") == 2);
    assertThat(desk.read(id).body().has("verdict")).isFalse();
    desk.ballot("greta", id, "approve", "At last.");

    assertThat(desk.awaitDecision(id).text("/verdict")).isEqualTo("approved");
  }

  @Test
  void onlyWhoIsOnCallWhenVotingCounts() {
    Instant handOver =
        stack
            .now()
            .plus(Duration.ofMinutes(10))
            .atZone(BERLIN)
            .with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY))
            .with(LocalTime.of(9, 0))
            .toInstant();
    if (handOver.isBefore(stack.now().plus(Duration.ofMinutes(6)))) {
      handOver = handOver.atZone(BERLIN).plusWeeks(1).toInstant();
    }
    stack.moveClock(Duration.between(stack.now(), handOver).minusMinutes(5));
    String id = desk.inReview("production.write", "");
    Desk.await(
        () -> !desk.reviewsOf("olga", id).isEmpty() || !desk.reviewsOf("oscar", id).isEmpty());
    String before = desk.reviewsOf("olga", id).isEmpty() ? "oscar" : "olga";
    String after = before.equals("olga") ? "oscar" : "olga";

    stack.moveClock(Duration.ofMinutes(6));
    desk.ballot(before, id, "approve", "My shift has ended.");
    desk.ballot(after, id, "approve", "Mine has begun.");

    assertThat(desk.awaitDecision(id).body().path("by").toString())
        .isEqualTo("[\"" + after + "\"]");
    assertThat(desk.timeline(id).body().toString())
        .contains(before + " is none of those who may decide this");
  }

  @Test
  void workingTimeKeepsTheWallClockOverADaylightSavingSwitch() {
    ZonedDateTime friday = fridayBeforeTheSwitch(stack.now().atZone(BERLIN));
    stack.moveClock(Duration.between(stack.now(), friday.toInstant()));

    String id = desk.inReview("purchase-order.place", "\"amount\": 900, \"currency\": \"EUR\"");
    desk.awaitEntry(id, "reviewers-seated");

    // Ten working hours from 17:00 on Friday: one that day, nine on Monday from 08:00.
    Instant decideBy = Instant.parse(desk.read(id).text("/explanation/stages/0/decideBy"));
    assertThat(decideBy)
        .isBetween(friday.plusDays(3).toInstant(), friday.plusDays(3).plusMinutes(5).toInstant());
    assertThat(Duration.between(friday.toInstant(), decideBy).toHours())
        .isNotEqualTo(Duration.ofDays(3).toHours());
    stack.moveClock(Duration.between(stack.now(), decideBy).minusMinutes(1));
    desk.ballot("petra", id, "approve", "");
    assertThat(desk.read(id).body().has("verdict")).isFalse();
    stack.moveClock(Duration.ofMinutes(2));

    assertThat(desk.awaitDecision(id).text("/verdict")).isEqualTo("timed_out");
  }

  /** 17:00 on the last Friday on which summer or winter time of Berlin holds. */
  private static ZonedDateTime fridayBeforeTheSwitch(ZonedDateTime now) {
    Instant change = BERLIN.getRules().nextTransition(now.plusDays(4).toInstant()).getInstant();
    return change
        .atZone(BERLIN)
        .with(TemporalAdjusters.previous(DayOfWeek.FRIDAY))
        .with(LocalTime.of(17, 0));
  }
}
