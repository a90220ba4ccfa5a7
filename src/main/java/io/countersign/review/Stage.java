package io.countersign.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One stage of a route: a row of the table {@code routeStages}, and when it was opened.
 *
 * @param name what people call it
 * @param who who may decide, see {@link Selector}
 * @param onDuty whether only those of a role who are on duty
 * @param approvals how many approvals it needs
 * @param rejections how many rejections deny it
 * @param mustInclude roles of which at least one holder each must approve
 * @param decideWithin how long the vote may take, ISO 8601, e.g. {@code PT4H} or {@code P2D}
 * @param workingTime whether its times run in working hours only
 * @param remindAfter when reminders are due after the opening
 * @param escalate who is asked too, and when
 * @param atEnd {@code reject}, {@code escalate}, {@code instead} or {@code approve}; anything else
 *     rejects
 * @param instead the action type to propose instead when nobody decided in time
 * @param fallback who is asked too if otherwise too few may decide
 * @param commentRequired whether an approval needs a comment too; a rejection always does
 * @param separation {@code relaxed} lets requester and agent owner vote; anything else does not
 * @param priority of the tasks, 0 to 100
 * @param answerWithin how long the agent may take to answer a question
 * @param openedAt by the engine's clock, as FEEL writes it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Stage(
    String name,
    List<String> who,
    boolean onDuty,
    int approvals,
    int rejections,
    @Nullable List<String> mustInclude,
    String decideWithin,
    boolean workingTime,
    @Nullable List<String> remindAfter,
    @Nullable List<Escalation> escalate,
    @Nullable String atEnd,
    @Nullable String instead,
    @Nullable String fallback,
    boolean commentRequired,
    @Nullable String separation,
    @Nullable Integer priority,
    @Nullable String answerWithin,
    String openedAt) {

  private static final int NORMAL_PRIORITY = 50;

  /**
   * One hop of an escalation.
   *
   * @param after the opening, ISO 8601
   * @param to who is asked too, see {@link Selector}
   */
  record Escalation(String after, String to) {}

  Stage {
    who = List.copyOf(who);
    mustInclude = mustInclude == null ? List.of() : List.copyOf(mustInclude);
    remindAfter = remindAfter == null ? List.of() : List.copyOf(remindAfter);
    escalate = escalate == null ? List.of() : List.copyOf(escalate);
    priority = priority == null ? NORMAL_PRIORITY : priority;
    answerWithin = answerWithin == null ? "PT1H" : answerWithin;
  }

  /** The same stage, opened then. */
  Stage openedAt(Instant time) {
    return new Stage(
        name,
        who,
        onDuty,
        approvals,
        rejections,
        mustInclude,
        decideWithin,
        workingTime,
        remindAfter,
        escalate,
        atEnd,
        instead,
        fallback,
        commentRequired,
        separation,
        priority,
        answerWithin,
        time.toString());
  }

  /** What an approval of this stage stands for, by the columns of the route table. */
  Map<String, Object> terms() {
    Map<String, Object> terms = new LinkedHashMap<>();
    terms.put("who", who);
    terms.put("onDuty", onDuty);
    terms.put("approvals", approvals);
    terms.put("rejections", rejections);
    terms.put("mustInclude", mustInclude);
    terms.put("separation", separation);
    terms.put("commentRequired", commentRequired);
    terms.put("escalate", escalate);
    terms.put("fallback", fallback);
    terms.put("atEnd", atEnd);
    return terms;
  }

  Instant opened() {
    return time(openedAt);
  }

  boolean dutiesApart() {
    return !"relaxed".equals(separation);
  }

  /** A time as FEEL or Java writes it, with or without a zone's name. */
  static Instant time(String text) {
    return ZonedDateTime.parse(text).toInstant();
  }

  /** Days count as so many times 24 hours; months and years are no deadline. */
  static Duration duration(String iso) {
    return iso.contains("T")
        ? Duration.parse(iso)
        : Duration.between(
            Instant.EPOCH, Instant.EPOCH.atOffset(ZoneOffset.UTC).plus(Period.parse(iso)));
  }
}
