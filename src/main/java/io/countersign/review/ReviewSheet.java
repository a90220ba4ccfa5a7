package io.countersign.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.action.ProposedAction;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer reads, as the form shows it: the process variable {@code review}.
 *
 * @param who the agent and who answers for it
 * @param onBehalfOf the requester as the agent says, what its token proves, or a dash
 * @param what the agent's summary
 * @param businessObject e.g. {@code order 1042}
 * @param target e.g. {@code payments.refund in production}
 * @param arguments what would be executed
 * @param observed what systems reported
 * @param claimed what the agent says, not verified
 * @param reasons why a person is needed, and what would have made none needed
 * @param relaxation what would have let it run on its own
 * @param reopenedText why the seat is open again; empty if it is not
 * @param votes the votes of this stage before these seats were opened; those since are beside it
 * @param clarifications what the agent was asked and answered
 * @param earlier earlier actions on the same business object, and by the same agent
 * @param next who is asked next, and when
 */
record ReviewSheet(
    String who,
    String onBehalfOf,
    String what,
    String type,
    String businessObject,
    String target,
    List<Line> arguments,
    List<Line> observed,
    List<Line> claimed,
    List<String> reasons,
    String relaxation,
    String reopenedText,
    List<Line> votes,
    List<Line> clarifications,
    List<Line> earlier,
    String next,
    String deadline,
    String digest) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter READABLE =
      DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneId.of("UTC"));

  /** One row of a table in the form. */
  record Line(String name, String value) {}

  static ReviewSheet of(
      ProposedAction action,
      Case.Policy policy,
      @Nullable String controlReason,
      String relaxation,
      Seating seating,
      Tally tally,
      List<String> reopened,
      List<Clarification> clarifications,
      List<Line> earlier) {
    return new ReviewSheet(
        who(action.agent()),
        onBehalfOf(action),
        action.summary(),
        action.type(),
        action.businessObject().type() + " " + action.businessObject().id(),
        action.target().tool() + " in " + action.target().environment(),
        lines(action.arguments()),
        lines(action.context().observed()),
        lines(action.context().reported()),
        Stream.concat(
                changes(action), reasons(policy.findings(), controlReason, relaxation).stream())
            .toList(),
        relaxation,
        String.join("\n", reopened),
        tally.votes().stream().map(ReviewSheet::vote).toList(),
        clarifications.stream().map(ReviewSheet::clarification).toList(),
        earlier,
        next(seating),
        READABLE.format(seating.decideBy()),
        action.digest());
  }

  private static Stream<String> changes(ProposedAction action) {
    var change = action.change();
    return change == null
        ? Stream.empty()
        : change.arguments().entrySet().stream()
            .map(
                it ->
                    "Changed in the review, last by %s: %s is now %s."
                        .formatted(change.by(), it.getKey(), readable(it.getValue())));
  }

  private static Line vote(VoteLine vote) {
    String who =
        vote.insteadOf() == null ? vote.person() : vote.person() + " for " + vote.insteadOf();
    String what = vote.decision() + (vote.comment() == null ? "" : ": " + vote.comment());
    return new Line(who, vote.counts() ? what : what + " (does not count: " + vote.why() + ")");
  }

  private static Line clarification(Clarification asked) {
    return new Line(
        asked.by() + " asked: " + asked.question(),
        asked.answer() == null ? "no answer" : asked.answer());
  }

  private static String next(Seating seating) {
    return seating.steps().stream()
        .filter(it -> it.kind().equals(Schedule.ESCALATE))
        .map(
            it ->
                "%s from %s"
                    .formatted(
                        new Selector(String.valueOf(it.to())).words(), READABLE.format(it.at())))
        .collect(Collectors.joining(", "));
  }

  /** What policy said, what the rules found with their numbers, nothing twice. */
  private static List<String> reasons(
      List<Case.Policy.Finding> findings, @Nullable String policySaid, String relaxation) {
    Stream<String> found = findings.stream().map(it -> it.policy() + ": " + it.sentence());
    boolean saidByFindings =
        policySaid == null || findings.stream().anyMatch(it -> policySaid.contains(it.sentence()));
    return Stream.concat(
            saidByFindings ? found : Stream.concat(Stream.of(policySaid), found),
            Stream.of(relaxation))
        .toList();
  }

  private static String who(ProposedAction.ProposingAgent agent) {
    return agent.known()
        ? agent.name() + " (" + agent.id() + "), answered for by " + agent.owner()
        : agent.id() + ", an agent that nobody answers for";
  }

  private static String onBehalfOf(ProposedAction action) {
    String said =
        action.requestedBy() == null ? "–" : action.requestedBy() + " (as the agent says)";
    return action.actsFor() == null
        ? said
        : said + "; proven by its token: " + action.actsFor().words();
  }

  /** Whole values, never shortened: a reviewer must be able to see all that would be executed. */
  private static List<Line> lines(Map<String, Object> values) {
    return values.entrySet().stream()
        .map(it -> new Line(it.getKey(), readable(it.getValue())))
        .toList();
  }

  private static String readable(@Nullable Object value) {
    try {
      return value instanceof String text ? text : JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Values of a proposal are JSON", impossible);
    }
  }
}
