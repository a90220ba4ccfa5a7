package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells what a worker found out, counted, announced or delivered. */
final class WorkDoneStory {

  private WorkDoneStory() {}

  static Optional<Line> of(JobRecordValue job) {
    Json result = Json.of(job.getVariables());
    String element = job.getElementId();
    return switch (job.getType()) {
      case "check-policy" -> Optional.of(policyChecked(result.at("policy"), element));
      case "seat-reviewers" -> Optional.of(seated(job, result.at("seating"), result.at("review")));
      case "remind-reviewers" -> Optional.of(reminded(result.at("reminder"), element));
      case "escalate-review" -> Optional.of(escalated(result.at("escalation"), element));
      case "ask-agent" -> Optional.of(asked(result.at("asked"), element));
      case "count-votes" -> Optional.of(counted(result.at("verdict"), element));
      case "announce-decision" -> Optional.of(announced(result.at("decision"), element));
      case "deliver-callback" -> Optional.of(delivered(result.at("callback"), element));
      default -> Optional.empty();
    };
  }

  private static Line policyChecked(Json policy, String element) {
    List<String> sentences =
        policy.at("findings").items().stream()
            .map(it -> it.said("policy") + ": " + it.said("sentence"))
            .toList();
    return Line.info(
            EntryKind.POLICY_CHECKED,
            Actor.policy(),
            sentences.isEmpty()
                ? "The rules found nothing."
                : "The rules found: " + String.join(" ", sentences),
            element)
        .detail("policy", policy.value())
        .action("policyVersion", policy.text("version"))
        .action("findings", findings(policy.at("findings")))
        .action(
            "policies",
            policy.at("findings").items().stream().map(it -> it.said("policy")).toList());
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
            "The people of %s open seat(s) were reminded.".formatted(reminder.said("seats")),
            element)
        .detail("reminder", reminder.value());
  }

  private static Line escalated(Json escalation, String element) {
    List<String> people = escalation.at("people").texts();
    return Line.warning(
            EntryKind.REVIEW_ESCALATED,
            Actor.countersign(),
            people.isEmpty()
                ? "The review was escalated to %s, where nobody may decide."
                    .formatted(escalation.said("to"))
                : "The review was escalated to %s: %s may decide too."
                    .formatted(escalation.said("to"), String.join(", ", people)),
            element)
        .detail("escalation", escalation.value());
  }

  private static Line asked(Json asked, String element) {
    return Line.info(
            EntryKind.CLARIFICATION_REQUESTED,
            Actor.countersign(),
            "The agent was asked: " + asked.said("question"),
            element)
        .detail("asked", asked.value());
  }

  private static Line seated(JobRecordValue job, Json seating, Json review) {
    boolean satisfiable = Boolean.TRUE.equals(seating.flag("satisfiable"));
    List<Json> seats = seating.at("seats").items();
    return Line.info(
            EntryKind.REVIEWERS_SEATED,
            Actor.countersign(),
            satisfiable
                ? "%d seat(s) opened for %s."
                    .formatted(
                        seats.size(),
                        seats.isEmpty()
                            ? "nobody"
                            : String.join(", ", seats.getFirst().at("candidateUsers").texts()))
                : "Nobody can decide this: " + seating.said("reason"),
            job.getElementId())
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
            .collect(Collectors.joining(" "));
    String outcome =
        reached
            ? "The votes were counted: %s%s."
                .formatted(verdict.said("verdict"), by(verdict.at("by").texts()))
            : "The votes were counted: none decides yet. " + verdict.said("reason");
    return Line.info(
            EntryKind.VOTES_COUNTED,
            Actor.countersign(),
            remarks.isEmpty() ? outcome : outcome + " " + remarks,
            element)
        .detail("verdict", verdict.value())
        .action("votesCounted", verdict.value())
        .action(
            "reviewers",
            verdict.at("votes").items().stream().map(it -> it.said("person")).distinct().toList())
        .action(
            "comments",
            verdict.at("votes").items().stream()
                .map(it -> it.text("comment"))
                .filter(Objects::nonNull)
                .toList())
        .action("question", verdict.at("question").value())
        .action("questionState", verdict.at("question").value() == null ? null : "open");
  }

  /** What is to be said of a vote beside its sum. */
  private static Stream<String> remark(Json vote) {
    if (Boolean.FALSE.equals(vote.flag("counts"))) {
      return Stream.of("A vote did not count: " + vote.said("why"));
    }
    return vote.text("insteadOf") == null
        ? Stream.of()
        : Stream.of("%s stood in for %s.".formatted(vote.said("person"), vote.said("insteadOf")));
  }

  private static Line announced(Json decision, String element) {
    return Line.info(
            EntryKind.DECISION_ANNOUNCED,
            Actor.countersign(),
            "The decision was announced: %s%s. %s"
                .formatted(
                    decision.said("verdict"),
                    by(decision.at("by").texts()),
                    decision.said("reason")),
            element)
        .detail("decision", decision.value())
        .action("verdict", decision.text("verdict"))
        .action("decidedBy", decision.at("by").texts())
        .action("decisionReason", decision.text("reason"))
        .action("comment", decision.text("comment"))
        .action("instead", decision.text("instead"))
        .action("decidedAt", decision.moment("decidedAt"))
        .action("executeBy", decision.moment("executeBy"));
  }

  private static Line delivered(Json callback, String element) {
    return Line.info(
            EntryKind.CALLBACK_DELIVERED,
            Actor.countersign(),
            "The callback was delivered to %s on attempt %s (HTTP %s)."
                .formatted(
                    callback.said("host"), callback.said("attempts"), callback.said("status")),
            element)
        .detail("callback", callback.value())
        .action("callbackState", "delivered")
        .action("callbackAttempts", callback.count("attempts"));
  }

  private static String by(List<String> people) {
    return people.isEmpty() ? "" : " by " + String.join(", ", people);
  }
}
