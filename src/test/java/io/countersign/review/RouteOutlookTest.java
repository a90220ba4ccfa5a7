package io.countersign.review;

import static io.countersign.review.ReviewScenario.OPENED;
import static io.countersign.review.ReviewScenario.supportStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.policy.Control;
import io.countersign.policy.PolicyCheck;
import io.countersign.review.RouteOutlook.StageOutlook;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteOutlookTest {

  private static final PolicyCheck CLEAN =
      new PolicyCheck(
          "sha256:00", List.of(), Control.AUTONOMOUS, Map.of("amount", 240, "currency", "EUR"));

  @Test
  void saysWhoCouldApproveApartFromRequesterAndOwner() {
    StageOutlook stage = first(route(List.of(stage("role:support", 1, "PT4H"))));

    assertThat(stage.canApprove()).containsExactly("anna", "carl", "dora");
    assertThat(stage.satisfiable()).isTrue();
    assertThat(stage.decideBy()).isEqualTo(OPENED.plus(Duration.ofHours(4)));
  }

  @Test
  void saysWhyAStageCannotBeSatisfied() {
    StageOutlook stage = first(route(List.of(stage("role:legal", 1, "PT4H"))));

    assertThat(stage.satisfiable()).isFalse();
    assertThat(stage.reason()).contains("0 of 1 people");
  }

  @Test
  void opensAStepWhenTheOneBeforeHasTakenAllItsTime() {
    RouteOutlook route =
        outlook(
            route(
                List.of(stage("role:support", 1, "PT4H"), stage("role:finance", 1, "PT8H")),
                List.of(stage("person:gina", 1, "PT1H"))));

    assertThat(route.steps().get(1).getFirst().decideBy())
        .isEqualTo(OPENED.plus(Duration.ofHours(9)));
  }

  private static StageOutlook first(Map<String, Object> route) {
    return outlook(route).steps().getFirst().getFirst();
  }

  private static RouteOutlook outlook(Map<String, Object> route) {
    return RouteOutlook.of(
        route, supportStage().action(), CLEAN, supportStage().organization(), OPENED);
  }

  @SafeVarargs
  private static Map<String, Object> route(List<Map<String, Object>>... steps) {
    return Map.of("name", "A route", "steps", List.of(steps), "afterwards", List.of());
  }

  private static Map<String, Object> stage(String who, int approvals, String within) {
    Map<String, Object> row = new HashMap<>();
    row.put("name", "A stage");
    row.put("who", List.of(who));
    row.put("approvals", approvals);
    row.put("rejections", 1);
    row.put("decideWithin", within);
    row.put("process", "stage-review");
    row.put("step", 1);
    return row;
  }
}
