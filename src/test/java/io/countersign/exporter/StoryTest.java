package io.countersign.exporter;

import static io.camunda.zeebe.protocol.record.intent.UserTaskIntent.ASSIGNED;
import static io.camunda.zeebe.protocol.record.intent.UserTaskIntent.CANCELED;
import static io.camunda.zeebe.protocol.record.intent.UserTaskIntent.COMPLETED;
import static io.camunda.zeebe.protocol.record.intent.UserTaskIntent.CREATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.countersign.exporter.Narrator.Narrated;
import io.countersign.history.Actor;
import io.countersign.history.Entry;
import io.countersign.history.EntryKind;
import io.countersign.history.EntrySeverity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each record is told as. */
class StoryTest {

  private final GovernanceLog log = new GovernanceLog().proposed("act_1", 10);
  private final OpenActions open = OpenActions.from(Optional.empty());

  @Test
  void measuresHowLongAReviewerThought() {
    log.seat(CREATED, 10, 5, "").seat(ASSIGNED, 10, 5, "anna");
    log.after(Duration.ofSeconds(42)).seat(COMPLETED, 10, 5, "anna");

    Entry vote = last();

    assertThat(vote.kind()).isEqualTo(EntryKind.VOTE_CAST);
    assertThat(vote.facts())
        .containsEntry("person", "anna")
        .containsEntry("decision", "approve")
        .containsEntry("comment", "Checked.")
        .containsEntry("thinkTimeMillis", 42_001L);
  }

  @Test
  void measuresFromTheFirstTimeThatThePersonTookTheSeat() {
    log.seat(ASSIGNED, 10, 5, "anna").after(Duration.ofSeconds(5)).seat(ASSIGNED, 10, 5, "anna");
    log.seat(COMPLETED, 10, 5, "anna");

    assertThat(last().facts()).containsEntry("thinkTimeMillis", 5_002L);
  }

  @Test
  void doesNotGuessAThinkTimeThatItHasNotSeen() {
    log.seat(COMPLETED, 10, 5, "anna");

    assertThat(last().facts()).doesNotContainKey("thinkTimeMillis");
  }

  @Test
  void tellsWhoseSeatWasGivenToSomeoneElse() {
    log.seat(ASSIGNED, 10, 5, "anna").seat(ASSIGNED, 10, 5, "lena");

    Entry entry = last();

    assertThat(entry.kind()).isEqualTo(EntryKind.SEAT_REASSIGNED);
    assertThat(entry.severity()).isEqualTo(EntrySeverity.WARNING);
    assertThat(entry.sentence()).isEqualTo("The seat of anna was given to lena.");
  }

  @Test
  void tellsWhoLeftASeat() {
    log.seat(ASSIGNED, 10, 5, "anna").seat(ASSIGNED, 10, 5, "");

    assertThat(last().kind()).isEqualTo(EntryKind.SEAT_LEFT);
    assertThat(last().sentence()).isEqualTo("anna left the seat.");
  }

  @Test
  void warnsOfAChangeThatCountersignDoesNotMake() {
    assertThat(told(log.seatChanged(10, 5, "candidateUsersList")).kind())
        .isEqualTo(EntryKind.SEAT_WIDENED);
    assertThat(told(log.seatChanged(10, 5, "priority")).severity()).isEqualTo(EntrySeverity.INFO);
    assertThat(told(log.seatChanged(10, 5, "dueDate")).severity()).isEqualTo(EntrySeverity.WARNING);
  }

  @Test
  void countsTheAttemptsOfACallback() {
    log.jobFailed(700, "deliver-callback", 10, 9, "HTTP 503 from shop.example");
    log.jobFailed(700, "deliver-callback", 10, 8, "HTTP 503 from shop.example");

    Entry entry = last();

    assertThat(entry.kind()).isEqualTo(EntryKind.CALLBACK_FAILED);
    assertThat(entry.facts())
        .containsEntry("attempt", 2)
        .containsEntry("retriesLeft", 8)
        .containsEntry("reason", "HTTP 503 from shop.example");
    assertThat(entry.sentence())
        .isEqualTo(
            "The callback was not taken on attempt 2: HTTP 503 from shop.example."
                + " 8 attempts are left.");
  }

  @Test
  void saysWhatTheRowThatFiredMeans() throws Exception {
    String dmn = Files.readString(Path.of("dmn/control.dmn"));
    log.tables(800, dmn)
        .decided(10, "control", 800, "Rule_AmountMissingOrNegative", "{\"control\": \"blocked\"}");

    Entry entry = last();

    assertThat(entry.facts())
        .containsEntry("table", "control")
        .containsEntry("rows", List.of("Rule_AmountMissingOrNegative"))
        .containsEntry("control", "blocked")
        .containsEntry(
            "annotations", List.of("A refund or payment needs an amount of zero or more."));
    assertThat(entry.detail()).containsEntry("inputs", Map.of("Amount", 240)).containsKey("output");
    assertThat(entry.detail().get("rules").toString()).contains("outputs={control=review}");
  }

  @Test
  void tellsOfTablesThatAnAnalystAdded() {
    log.decided(10, "discount", 801, "Rule_1", "0.2");

    assertThat(last().kind()).isEqualTo(EntryKind.TABLE_DECIDED);
    assertThat(last().sentence()).isEqualTo("The table discount (version 3, Rule_1) answered 0.2.");
  }

  @Test
  void tellsOfWorkThatAnAnalystAdded() {
    log.job(JobIntent.COMPLETED, "check-documents", 10, Map.of("complete", true));

    assertThat(last().kind()).isEqualTo(EntryKind.WORK_DONE);
    assertThat(last().sentence()).isEqualTo("Check documents was done.");
  }

  @Test
  void tellsOfMessagesThatAnAnalystAdded() {
    log.correlated(10, "contract-signed");

    assertThat(last().kind()).isEqualTo(EntryKind.MESSAGE_RECEIVED);
    assertThat(last().sentence()).isEqualTo("The message contract-signed was received.");
  }

  @Test
  void tellsWhoMadeAKeyAndNeverOfAnAction() {
    administered(
        "key-issued",
        "cs_abcdefgh",
        Map.of("holder", "support-agent", "holderKind", "agent", "scopes", "propose"));

    Entry entry = last();

    assertThat(entry.kind()).isEqualTo(EntryKind.KEY_ISSUED);
    assertThat(entry.severity()).isEqualTo(EntrySeverity.WARNING);
    assertThat(entry.actor()).isEqualTo(Actor.operator("olga"));
    assertThat(entry.actionId()).isEmpty();
    assertThat(entry.facts()).containsEntry("subject", "cs_abcdefgh");
    assertThat(entry.sentence())
        .isEqualTo(
            "olga made the key cs_abcdefgh for the agent support-agent, with the scopes propose.");
  }

  @Test
  void tellsOfAHoldInTheStoryOfItsAction() {
    administered("hold-set", "act_1", Map.of("reason", "Case 12/26"));

    Entry entry = last();

    assertThat(entry.actionId()).isEqualTo("act_1");
    assertThat(entry.facts()).containsEntry("reason", "Case 12/26");
    assertThat(entry.sentence()).isEqualTo("olga put a legal hold on the action: Case 12/26");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "key-rotated | info | olga put the key s1 in the place of cs_old of the agent a1, which ends"
            + " at noon.",
        "key-revoked | info | olga revoked the key s1 of the agent a1.",
        "release-key-rotated | info | olga had releases signed with the new key s1; the one before"
            + " is kept for PT0S.",
        "endpoint-registered | warning | olga registered the callback endpoint s1 of shop-agent, at"
            + " shop.example, for action.decided.",
        "endpoint-secret-rotated | info | olga made a new secret for the callback endpoint s1 of"
            + " shop-agent; the old one ends at noon.",
        "endpoint-enabled | warning | olga enabled the callback endpoint s1 of shop-agent, at"
            + " shop.example.",
        "endpoint-disabled | info | olga disabled the callback endpoint s1 of shop-agent, at"
            + " shop.example.",
        "endpoint-removed | info | olga removed the callback endpoint s1 of shop-agent, at"
            + " shop.example.",
        "hold-lifted | warning | olga lifted the legal hold on the action.",
        "delegation-set | warning | olga named ben to stand in for s1, from noon until night.",
        "delegation-ended | info | olga ended what was set about who stands in for s1.",
      })
  void tellsWhatWasAdministered(String act, String severity, String sentence) {
    administered(
        act,
        "s1",
        Map.ofEntries(
            Map.entry("replaces", "cs_old"),
            Map.entry("holder", "a1"),
            Map.entry("holderKind", "agent"),
            Map.entry("oldEndsAt", "noon"),
            Map.entry("oldKeptFor", "PT0S"),
            Map.entry("agent", "shop-agent"),
            Map.entry("host", "shop.example"),
            Map.entry("events", "action.decided"),
            Map.entry("to", "ben"),
            Map.entry("from", "noon"),
            Map.entry("until", "night")));

    Entry entry = last();

    assertThat(entry.kind().word()).isEqualTo(act);
    assertThat(entry.severity().word()).isEqualTo(severity);
    assertThat(entry.sentence()).isEqualTo(sentence);
  }

  @Test
  void tellsWhatDidNotTakeEffect() {
    log.message(
        "administration-failed",
        "cs_abcdefgh",
        Map.of(
            "administration",
            Map.of(
                "act", "key-issued",
                "subject", "cs_abcdefgh",
                "by", "anna",
                "byKind", "person",
                "failure", "ENGINE_UNAVAILABLE")));

    Entry entry = last();

    assertThat(entry.kind()).isEqualTo(EntryKind.ADMINISTRATION_FAILED);
    assertThat(entry.actor()).isEqualTo(Actor.person("anna"));
    assertThat(entry.sentence())
        .isEqualTo(
            "anna wanted key-issued of cs_abcdefgh, and it did not take effect:"
                + " ENGINE_UNAVAILABLE.");
  }

  @Test
  void makesNothingOfAnActThatItDoesNotKnow() {
    for (String act : List.of("key-forged", "endpoint-forged", "forged")) {
      administered(act, "s1", Map.of());
      assertThat(new Narrator(open).narrate(log.records().getLast())).as(act).isEmpty();
    }
  }

  @Test
  void tellsOfAQuestionBeforeTheAgentIsReached() {
    log.waitsFor(10, "question-answered");

    assertThat(last().kind()).isEqualTo(EntryKind.CLARIFICATION_REQUESTED);
  }

  @Test
  void tellsHowTheAgentWasToldOfAQuestion() {
    Map<String, Object> callback =
        Map.of("state", "delivered", "attempts", 2, "status", 204, "host", "shop.example");
    log.job(JobIntent.COMPLETED, "ask-agent", 10, Map.of("asked", Map.of("callback", callback)));

    assertThat(last().kind()).isEqualTo(EntryKind.CALLBACK_DELIVERED);
    assertThat(last().facts()).containsEntry("host", "shop.example");
  }

  @Test
  void tellsWhichVersionOfWhichModelWasDeployed() {
    Entry process = told(log.process("stage-review", 4));
    Entry tables = told(log.tables(800, "<definitions/>"));

    assertThat(process.actionId()).isEmpty();
    assertThat(process.sentence())
        .isEqualTo("Version 4 of the process stage-review was deployed from stage-review.bpmn.");
    assertThat(tables.facts())
        .containsEntry("modelType", "decision file")
        .containsEntry("modelVersion", 3)
        .containsEntry("modelKey", "800")
        .containsEntry("resource", "control.dmn")
        .containsEntry("checksum", "0a1f");
  }

  @Test
  void raisesAnAlarmOfItsOwnForEachIntervention() {
    assertThat(alarm(log.variableSet(10, 10, "verdict"))).isEqualTo(EntryKind.VARIABLES_CHANGED);
    assertThat(alarm(log.modified(10, "Task_AnnounceDecision")))
        .isEqualTo(EntryKind.INSTANCE_MODIFIED);
    assertThat(alarm(log.migrated(10))).isEqualTo(EntryKind.INSTANCE_MIGRATED);
    assertThat(alarm(log.cancelled(10))).isEqualTo(EntryKind.ACTION_CANCELLED);
  }

  @Test
  void raisesAnAlarmForAProcessThatNoProposalStarted() {
    Entry entry = told(log.startedAt(66, "Task_AnnounceDecision"));

    assertThat(entry.kind()).isEqualTo(EntryKind.STARTED_PAST_INTAKE);
    assertThat(entry.severity()).isEqualTo(EntrySeverity.ALARM);
    assertThat(entry.actionId()).isEqualTo("unnamed-66");
    assertThat(entry.sentence()).endsWith("at Task_AnnounceDecision.");
  }

  @Test
  void tellsWhenWorkIsTriedAgainByHandAndAnIncidentIsResolved() {
    assertThat(told(log.job(JobIntent.RETRIES_UPDATED, "count-votes", 10, Map.of())).sentence())
        .isEqualTo("The attempts of Count votes were set to 3.");
    assertThat(told(log.incident(IncidentIntent.CREATED, 10)).sentence())
        .isEqualTo(
            "The process stands still at Task_CountVotes (JOB_NO_RETRIES): HISTORY_UNAVAILABLE");
    assertThat(told(log.incident(IncidentIntent.RESOLVED, 10)).kind())
        .isEqualTo(EntryKind.INCIDENT_RESOLVED);
  }

  @Test
  void tellsOfEveryTimeThatCame() {
    assertThat(told(log.timer(10, "BoundaryEvent_ReviewOverdue")).kind())
        .isEqualTo(EntryKind.DEADLINE_PASSED);
    assertThat(told(log.timer(10, "BoundaryEvent_AnswerOverdue")).kind())
        .isEqualTo(EntryKind.CLARIFICATION_OVERDUE);
    assertThat(told(log.timer(10, "IntermediateCatchEvent_Due")).kind())
        .isEqualTo(EntryKind.TIME_REACHED);
  }

  @Test
  void keepsWhoVotedAndWhatTheyWroteOverAllStages() {
    log.reviewStarted(11, 10).seat(ASSIGNED, 11, 5, "anna").seat(COMPLETED, 11, 5, "anna");
    log.job(JobIntent.COMPLETED, "count-votes", 11, Map.of("verdict", Map.of("reached", true)));
    log.reviewEnded(11, 10).reviewStarted(12, 10);
    log.seat(ASSIGNED, 12, 6, "max").seat(COMPLETED, 12, 6, "max");

    Narrated vote = lastNarrated();

    assertThat(vote.action())
        .containsEntry("reviewers", List.of("anna", "max"))
        .containsEntry("comments", List.of("Checked.", "Checked."));
  }

  @Test
  void remembersNothingOfAnActionThatEnded() {
    log.reviewStarted(11, 10)
        .seat(ASSIGNED, 11, 5, "anna")
        .seat(ASSIGNED, 11, 6, "max")
        .seat(COMPLETED, 11, 5, "anna")
        .seat(CANCELED, 11, 6, "max")
        .jobFailed(700, "count-votes", 11, 2, "HISTORY_UNAVAILABLE")
        .job(JobIntent.COMPLETED, 700, "count-votes", 11)
        .reviewEnded(11, 10)
        .ended(10);

    last();

    assertThat(open.size()).isZero();
  }

  private void administered(String act, String subject, Map<String, String> details) {
    log.message(
        "administration-done",
        subject,
        Map.of(
            "administration",
            Map.of(
                "act",
                act,
                "subject",
                subject,
                "by",
                "olga",
                "byKind",
                "operator",
                "at",
                "2026-03-02T09:00:00Z",
                "details",
                details)));
  }

  private EntryKind alarm(GovernanceLog log) {
    Entry entry = told(log);
    assertThat(entry.severity()).isEqualTo(EntrySeverity.ALARM);
    assertThat(entry.actor().type()).isEqualTo("operator");
    return entry.kind();
  }

  private Entry told(GovernanceLog log) {
    var narrator = new Narrator(OpenActions.from(Optional.empty()));
    return log.records().stream()
        .flatMap(it -> narrator.narrate(it).stream())
        .map(Narrated::entry)
        .toList()
        .getLast();
  }

  private Entry last() {
    return lastNarrated().entry();
  }

  private Narrated lastNarrated() {
    var narrator = new Narrator(open);
    return log.records().stream()
        .flatMap(it -> narrator.narrate(it).stream())
        .filter(it -> it.entry() != null)
        .toList()
        .getLast();
  }
}
