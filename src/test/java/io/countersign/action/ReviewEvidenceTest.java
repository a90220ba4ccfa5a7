package io.countersign.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.history.Actor;
import io.countersign.history.Entry;
import io.countersign.history.EntryKind;
import io.countersign.history.EntrySeverity;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReviewEvidenceTest {

  private static final String DIGEST = "sha256:aa";
  private static final Entry ROUTE =
      route(List.of(stage("By finance", 2)), List.of(stage("By a manager", 1)));

  @Test
  void isCompleteWhenEveryStageWasApproved() {
    assertThat(complete(ROUTE, approved("1", "By finance", 2), approved("2", "By a manager", 1)))
        .isTrue();
  }

  @Test
  void lacksAStageThatNobodyCounted() {
    assertThat(complete(ROUTE, approved("1", "By finance", 2))).isFalse();
  }

  @Test
  void takesOneCountForOneStage() {
    Entry twice = route(List.of(stage("By finance", 2), stage("By finance", 2)));

    assertThat(complete(twice, approved("1", "By finance", 2))).isFalse();
    assertThat(complete(twice, approved("1", "By finance", 2), approved("2", "By finance", 2)))
        .isTrue();
  }

  @Test
  void believesNoCountByOtherTermsThanTheTables() {
    assertThat(complete(route(List.of(stage("By finance", 2))), approved("1", "By finance", 1)))
        .isFalse();
  }

  @Test
  void believesNoCountWithoutTerms() {
    Entry bare =
        entry(
            EntryKind.VOTES_COUNTED,
            "1",
            Map.of("verdict", Map.of("stage", "By finance", "verdict", "approved")));

    assertThat(complete(route(List.of(stage("By finance", 2))), bare)).isFalse();
  }

  @Test
  void takesTheLastCountOfAStage() {
    Entry rejected =
        entry(
            EntryKind.VOTES_COUNTED,
            "1",
            Map.of("verdict", Map.of("stage", "By finance", "verdict", "rejected")));

    assertThat(
            complete(
                route(List.of(stage("By finance", 2))), approved("1", "By finance", 2), rejected))
        .isFalse();
  }

  @Test
  void isNeverCompleteWithoutARoute() {
    assertThat(complete(approved("1", "By finance", 2))).isFalse();
    assertThat(complete(route(), approved("1", "By finance", 2))).isFalse();
  }

  @Test
  void readsAnEmptyCellAsWhatItStandsFor() {
    Map<String, Object> sparse = new HashMap<>(stage("By finance", 2));
    sparse.remove("mustInclude");
    sparse.put("onDuty", null);

    assertThat(complete(route(List.of(sparse)), approved("1", "By finance", 2))).isTrue();
  }

  @Test
  void forgetsWhatWasApprovedBeforeTheRouteWasChosenAnew() {
    Entry route = route(List.of(stage("By finance", 2)));

    assertThat(complete(route, approved("1", "By finance", 2), route)).isFalse();
    assertThat(
            complete(route, approved("1", "By finance", 2), route, approved("3", "By finance", 2)))
        .isTrue();
  }

  @Test
  void believesNoCountOfAnotherDigest() {
    Entry route = route(List.of(stage("By finance", 2)));

    assertThat(complete(route, approvedOf("sha256:other", "1", "By finance", 2))).isFalse();
  }

  private static boolean complete(Entry... entries) {
    return ReviewEvidence.everyStageApproved(List.of(entries), DIGEST);
  }

  @SafeVarargs
  private static Entry route(List<Map<String, Object>>... steps) {
    return entry(EntryKind.ROUTE_CHOSEN, "0", Map.of("output", Map.of("steps", List.of(steps))));
  }

  private static Entry approved(String instance, String stage, int approvals) {
    return approvedOf(DIGEST, instance, stage, approvals);
  }

  private static Entry approvedOf(String digest, String instance, String stage, int approvals) {
    return entry(
        EntryKind.VOTES_COUNTED,
        instance,
        Map.of(
            "verdict",
            Map.of(
                "stage",
                stage,
                "verdict",
                "approved",
                "digest",
                digest,
                "terms",
                terms(approvals))));
  }

  private static Map<String, Object> stage(String name, int approvals) {
    Map<String, Object> stage = new HashMap<>(terms(approvals));
    stage.put("name", name);
    stage.put("step", 1);
    return stage;
  }

  private static Map<String, Object> terms(int approvals) {
    return Map.of(
        "who",
        List.of("role:finance"),
        "onDuty",
        false,
        "approvals",
        approvals,
        "mustInclude",
        List.of(),
        "separation",
        "strict");
  }

  private static Entry entry(EntryKind kind, String instance, Map<String, Object> detail) {
    return new Entry(
        1,
        1,
        1,
        1,
        Instant.EPOCH,
        "act_1",
        kind,
        EntrySeverity.INFO,
        Actor.countersign(),
        "",
        "",
        instance,
        Map.of(),
        detail);
  }
}
