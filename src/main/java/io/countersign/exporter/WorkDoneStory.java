package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells what a worker found out, counted, announced or delivered. */
final class WorkDoneStory {

  private WorkDoneStory() {}

  /**
   * What the work brought.
   *
   * @param name of the work, in words
   */
  static Optional<Line> of(JobRecordValue job, String name) {
    return told(job, name).map(it -> JobStory.work(it, job));
  }

  private static Optional<Line> told(JobRecordValue job, String name) {
    Json result = Json.of(job.getVariables());
    String element = job.getElementId();
    return switch (job.getType()) {
      case "check-policy" -> Optional.of(policyChecked(result.at("policy"), element));
      case "seat-reviewers" -> Optional.of(seated(job, result.at("seating"), result.at("review")));
      case "remind-reviewers" -> Optional.of(reminded(result.at("reminder"), element));
      case "escalate-review" -> Optional.of(escalated(result.at("escalation"), element));
      case "ask-agent" -> Optional.of(delivered(result.at("asked").at("callback"), element));
      case "count-votes" -> Optional.of(counted(result.at("verdict"), element));
      case "change-action" -> Optional.of(ChangeStory.of(result.at("changed"), element));
      case "announce-decision" -> Optional.of(announced(result.at("decision"), element));
      case "deliver-callback" -> Optional.of(delivered(result.at("callback"), element));
      // The vote itself tells.
      case "note-vote" -> Optional.empty();
      default -> Optional.of(done(job, name));
    };
  }

  /** Work of a flow that an analyst added. */
  private static Line done(JobRecordValue job, String name) {
    return Line.info(
            EntryKind.WORK_DONE,
            Actor.countersign(),
            Sentence.WORK_DONE.of(name),
            job.getElementId())
        .fact("variables", List.copyOf(job.getVariables().keySet()))
        .detail("variables", job.getVariables());
  }

  private static Line policyChecked(Json policy, String element) {
    List<String> sentences =
        policy.at("findings").items().stream()
            .map(it -> it.said("policy") + ": " + it.said("sentence"))
            .toList();
    List<String> policies =
        policy.at("findings").items().stream().map(it -> it.said("policy")).toList();
    return Line.info(
            EntryKind.POLICY_CHECKED,
            Actor.policy(),
            sentences.isEmpty()
                ? Sentence.RULES_FOUND_NOTHING.of()
                : Sentence.RULES_FOUND.of(String.join(" ", sentences)),
            element)
        .fact("policies", policies)
        .detail("policy", policy.value())
        .action("policyVersion", policy.text("version"))
        .action("findings", findings(policy.at("findings")))
        .action("policies", policies);
  }

  private static List<Map<String, String>> findings(Json findings) {
    return findings.items().stream().map(WorkDoneStory::finding).toList();
  }

  private static Map<String, String> finding(Json finding) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name : List.of("policy", "sentence", "severity")) {
      fields.put(name, finding.said(name));
    }
    return fields;
  }

  private static Line reminded(Json reminder, String element) {
    return Line.info(
            EntryKind.REVIEWERS_REMINDED,
            Actor.countersign(),
            Sentence.REMINDED.of(reminder.said("seats")),
            element)
        .detail("reminder", reminder.value());
  }

  private static Line escalated(Json escalation, String element) {
    List<String> people = escalation.at("people").texts();
    return Line.warning(
            EntryKind.REVIEW_ESCALATED,
            Actor.countersign(),
            people.isEmpty()
                ? Sentence.ESCALATED_TO_NOBODY.of(escalation.said("to"))
                : Sentence.ESCALATED.of(escalation.said("to"), String.join(", ", people)),
            element)
        .fact("by", people)
        .detail("escalation", escalation.value());
  }

  private static Line seated(JobRecordValue job, Json seating, Json review) {
    boolean satisfiable = Boolean.TRUE.equals(seating.flag("satisfiable"));
    List<Json> seats = seating.at("seats").items();
    return Line.info(
            EntryKind.REVIEWERS_SEATED,
            Actor.countersign(),
            satisfiable
                ? Sentence.SEATED.of(
                    seats.size(),
                    seats.isEmpty()
                        ? "nobody"
                        : String.join(", ", seats.getFirst().at("candidateUsers").texts()))
                : Sentence.NOBODY_CAN_DECIDE.of(seating.said("reason")),
            job.getElementId())
        .fact("stage", seating.text("stage"))
        .detail("seating", seating.value())
        .action(
            "stages",
            Map.of(
                Long.toString(job.getProcessInstanceKey()),
                Map.of(
                    "name",
                    seating.said("stage"),
                    "decideBy",
                    seating.said("decideBy"),
                    "commentRequired",
                    Boolean.TRUE.equals(seating.flag("commentRequired")))))
        .action("relaxation", review.text("relaxation"));
  }

  private static Line counted(Json verdict, String element) {
    boolean reached = Boolean.TRUE.equals(verdict.flag("reached"));
    String remarks =
        verdict.at("votes").items().stream()
            .flatMap(WorkDoneStory::remark)
            .collect(Collectors.joining());
    boolean change = verdict.at("change").value() != null;
    String outcome =
        change
            ? Sentence.COUNTED_A_CHANGE.of(verdict.at("change").said("by"), remarks)
            : reached
                ? Sentence.COUNTED.of(
                    verdict.said("verdict"), by(verdict.at("by").texts()), remarks)
                : Sentence.COUNTED_NONE_DECIDES.of(verdict.said("reason"), remarks);
    return Line.info(EntryKind.VOTES_COUNTED, Actor.countersign(), outcome, element)
        .fact("verdict", reached ? verdict.text("verdict") : null)
        .fact("by", verdict.at("by").texts())
        .fact(
            "notCounted",
            verdict.at("votes").items().stream()
                .filter(it -> Boolean.FALSE.equals(it.flag("counts")))
                .map(it -> it.said("person"))
                .toList())
        .fact("reason", verdict.text("reason"))
        .detail("verdict", verdict.value())
        .action("votesCounted", verdict.value())
        .action("question", verdict.at("question").value())
        .action("questionState", verdict.at("question").value() == null ? null : "open");
  }

  /** What is to be said of a vote beside its sum. */
  private static Stream<String> remark(Json vote) {
    if (Boolean.FALSE.equals(vote.flag("counts"))) {
      return Stream.of(Sentence.VOTE_NOT_COUNTED.of(vote.said("why")));
    }
    return vote.text("insteadOf") == null
        ? Stream.of()
        : Stream.of(Sentence.STOOD_IN.of(vote.said("person"), vote.said("insteadOf")));
  }

  private static Line announced(Json decision, String element) {
    return Line.info(
            EntryKind.DECISION_ANNOUNCED,
            Actor.countersign(),
            Sentence.ANNOUNCED.of(
                decision.said("verdict"), by(decision.at("by").texts()), decision.said("reason")),
            element)
        .fact("verdict", decision.text("verdict"))
        .fact("by", decision.at("by").texts())
        .fact("reason", decision.text("reason"))
        .detail("decision", decision.value())
        .action("verdict", decision.text("verdict"))
        .action("decidedBy", decision.at("by").texts())
        .action("decisionReason", decision.text("reason"))
        .action("comment", decision.text("comment"))
        .action("instead", decision.text("instead"))
        .action("decidedAt", decision.moment("decidedAt"))
        .action("executeBy", decision.moment("executeBy"))
        .action("reportBy", decision.moment("reportBy"));
  }

  private static Line delivered(Json callback, String element) {
    if ("not_wanted".equals(callback.text("state"))) {
      return Line.info(
          EntryKind.CALLBACK_NOT_WANTED,
          Actor.countersign(),
          Sentence.CALLBACK_NOT_WANTED.of(),
          element);
    }
    return Line.info(
            EntryKind.CALLBACK_DELIVERED,
            Actor.countersign(),
            Sentence.CALLBACK_DELIVERED.of(
                callback.said("host"), callback.said("attempts"), callback.said("status")),
            element)
        .fact("attempt", callback.count("attempts"))
        .fact("host", callback.text("host"))
        .fact("httpStatus", callback.count("status"))
        .detail("callback", callback.value())
        .action("callbackAttempts", callback.count("attempts"));
  }

  private static String by(List<String> people) {
    return people.isEmpty() ? "" : " by " + String.join(", ", people);
  }
}
