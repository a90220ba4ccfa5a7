package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what a worker found out, counted, announced or delivered. */
final class WorkDoneStory {

  private WorkDoneStory() {}

  static Optional<Line> of(JobRecordValue job, Instant at) {
    Json result = Json.of(job.getVariables());
    String element = job.getElementId();
    return switch (job.getType()) {
      case "check-policy" -> Optional.of(policyChecked(result.at("policy"), element));
      case "seat-reviewers" -> Optional.of(seated(result.at("seating"), element));
      case "count-votes" -> Optional.of(counted(result.at("verdict"), element));
      case "announce-decision" -> Optional.of(announced(result.at("decision"), at, element));
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

  private static Line seated(Json seating, String element) {
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
            element)
        .detail("seating", seating.value());
  }

  private static Line counted(Json verdict, String element) {
    boolean reached = Boolean.TRUE.equals(verdict.flag("reached"));
    String refusals =
        String.join(
            " ",
            verdict.at("votes").items().stream()
                .filter(it -> Boolean.FALSE.equals(it.flag("counts")))
                .map(it -> "A vote did not count: " + it.said("why"))
                .toList());
    String outcome =
        reached
            ? "The votes were counted: %s%s."
                .formatted(verdict.said("verdict"), by(verdict.at("by").texts()))
            : "The votes were counted: none decides, the seat opens again.";
    return Line.info(
            EntryKind.VOTES_COUNTED,
            Actor.countersign(),
            refusals.isEmpty() ? outcome : outcome + " " + refusals,
            element)
        .detail("verdict", verdict.value())
        .action("votesCounted", verdict.value())
        .action(
            "reviewers",
            verdict.at("votes").items().stream().map(it -> it.said("person")).distinct().toList())
        .action("votesCountedVerdict", reached ? verdict.said("verdict") : "open");
  }

  private static Line announced(Json decision, Instant at, String element) {
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
        .action("decidedAt", at.toString());
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
