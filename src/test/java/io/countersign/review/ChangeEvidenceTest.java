package io.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.countersign.history.Actor;
import io.countersign.history.Entry;
import io.countersign.history.EntryKind;
import io.countersign.history.EntrySeverity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No change and no approval of one comes from anywhere but the history. */
class ChangeEvidenceTest {

  private static final Instant VOTED = Instant.parse("2026-03-02T09:05:00Z");

  @Test
  void whoChangedItApprovedExactlyThatInTheirStage() {
    var vote = VoteEvidence.changeTo("sha256:b", "Support", List.of(changed("sha256:b")));

    assertThat(vote).hasValue(new Vote("anna", "approve", "not all of it", VOTED, false));
  }

  @Test
  void theirApprovalCountsInNoOtherStage() {
    assertThat(VoteEvidence.changeTo("sha256:b", "Finance", List.of(changed("sha256:b"))))
        .isEmpty();
  }

  @Test
  void theirApprovalCountsForNoLaterChange() {
    assertThat(
            VoteEvidence.changeTo(
                "sha256:c", "Support", List.of(changed("sha256:b"), changed("sha256:c"))))
        .isPresent();
    assertThat(
            VoteEvidence.changeTo(
                "sha256:b", "Support", List.of(changed("sha256:b"), changed("sha256:c"))))
        .isEmpty();
  }

  @Test
  void onlyTheLastCountOfExactlyThisActionChangesIt() {
    assertThat(ChangeActionWorker.wanted(List.of(counted("sha256:a")), "sha256:a")).isPresent();
    assertThat(ChangeActionWorker.wanted(List.of(counted("sha256:a")), "sha256:b")).isEmpty();
    assertThat(
            ChangeActionWorker.wanted(
                List.of(counted("sha256:a"), entry(EntryKind.VOTES_COUNTED, Map.of())), "sha256:a"))
        .isEmpty();
  }

  @Test
  void whatACountSaysOfAChangeIsWhatTheChangeIsMadeFrom() {
    var json =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    var action = ReviewScenario.supportStage().action();
    Map<?, ?> verdict =
        json.convertValue(
            ReviewScenario.supportStage().change("anna", "{\"amount\": 200}").verdict(), Map.class);
    Entry count = entry(EntryKind.VOTES_COUNTED, Map.of("verdict", verdict));

    Map<?, ?> wanted = ChangeActionWorker.wanted(List.of(count), action.digest()).orElseThrow();

    assertThat(
            action
                .changed((String) wanted.get("by"), "Support", (String) wanted.get("changes"))
                .digest())
        .isEqualTo(wanted.get("to"));
    assertThat(Instant.parse((String) wanted.get("votedAt"))).isEqualTo("2026-03-02T09:01:00Z");
    assertThat(wanted.get("stage")).isEqualTo("Support review");
  }

  private static Entry changed(String to) {
    return entry(
        EntryKind.ACTION_CHANGED,
        Map.of(
            "by", "anna",
            "stage", "Support",
            "to", to,
            "comment", "not all of it",
            "votedAt", VOTED.toString()));
  }

  private static Entry counted(String from) {
    return entry(
        EntryKind.VOTES_COUNTED, Map.of("verdict", Map.of("change", Map.of("from", from))));
  }

  private static Entry entry(EntryKind kind, Map<String, Object> detail) {
    return new Entry(
        1,
        1,
        1,
        1,
        VOTED,
        "act_1",
        kind,
        EntrySeverity.INFO,
        Actor.countersign(),
        "It happened.",
        "",
        "1",
        Map.of(),
        detail);
  }
}
