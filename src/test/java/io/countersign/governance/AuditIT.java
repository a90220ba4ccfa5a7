package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static io.countersign.governance.Desk.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.governance.Desk.Answer;
import io.countersign.localstack.RunningStack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(RunningStack.Provider.class)
class AuditIT {

  private final Desk desk;

  AuditIT(RunningStack stack) {
    this.desk = new Desk(stack);
  }

  @Test
  void tellsTheWholeStoryOfAReviewInOrder() {
    String id = desk.inReview(refund(240));
    desk.vote("anna", id, "approve", "Photo checked.");
    var decided = desk.awaitDecision(id);
    desk.redeem(decided);
    desk.report(id, "executed", decided.text("/digest"));
    desk.awaitEntry(id, "action-closed");

    List<JsonNode> entries = desk.entriesOf(id);

    assertThat(entries.stream().map(it -> it.path("kind").asText()))
        .containsExactly(
            "action-proposed",
            "policy-checked",
            "control-decided",
            "route-chosen",
            "reviewers-seated",
            "seat-opened",
            "seat-taken",
            "vote-cast",
            "count-requested",
            "votes-counted",
            "decision-announced",
            "release-redeemed",
            "outcome-reported",
            "action-closed");
    assertThat(entries.stream().map(it -> it.path("sentence").asText()))
        .anyMatch(it -> it.contains("anna voted approve: Photo checked."))
        .anyMatch(it -> it.contains("The votes were counted: approved by anna."));
    assertThat(entries.stream().map(it -> it.path("position").asText()))
        .allMatch(it -> it.matches("1-\\d+"));
  }

  @Test
  void numbersTheEntriesOfAPartitionWithoutGaps() {
    String id = desk.decided(refund(20)).text("/id");
    desk.awaitEntry(id, "action-closed");

    List<Integer> numbers = new ArrayList<>();
    desk.timeline(id)
        .body()
        .path("entries")
        .forEach(entry -> numbers.add(entry.path("number").asInt()));

    assertThat(numbers).isSorted().doesNotHaveDuplicates();
    assertThat(numbers.getLast() - numbers.getFirst()).isGreaterThanOrEqualTo(numbers.size() - 1);
  }

  @Test
  void findsAnActionByEveryFilter() {
    String order = unique();
    String id = desk.inReview(refund(240).onOrder(order));
    desk.vote("anna", id, "approve", "Checked zanzibar.");
    desk.awaitDecision(id);

    for (String query :
        List.of(
            "q=zanzibar",
            "q=" + order,
            "agent=support-agent",
            "type=refund.issue",
            "control=review",
            "verdict=approved",
            "reviewer=anna",
            "from=2020-01-01",
            "to=2100-01-01T00:00:00Z")) {
      String both = query + "&businessObject=order/" + order;
      Desk.await(() -> desk.search(both).body().path("items").size() == 1);
    }
    assertThat(found("verdict=rejected&businessObject=order/" + order)).isEmpty();
    assertThat(found("reviewer=frida&businessObject=order/" + order)).isEmpty();
    assertThat(found("to=2020-01-01&businessObject=order/" + order)).isEmpty();
  }

  @Test
  void turnsPagesWithoutMissingOrRepeating() {
    String note = unique();
    for (int i = 0; i < 5; i++) {
      desk.decided(refund(20 + i).reporting("\"n\": 1").onOrder(note + i));
    }
    Desk.await(() -> found("q=" + note + "4").size() == 1);

    List<String> seen = new ArrayList<>();
    Answer page = desk.search("limit=2");
    while (seen.size() < 6) {
      seen.addAll(page.body().path("items").findValuesAsText("actionId"));
      page = desk.search("limit=2&cursor=" + page.text("/cursor"));
    }

    assertThat(seen).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "color=red, color",
    "limit=0, limit",
    "limit=1000, limit",
    "limit=x, limit",
    "from=yesterday, from",
    "to=2026-13-01, to",
    "cursor=nonsense, cursor",
  })
  void namesTheParameterThatIsWrong(String query, String field) {
    Answer answer = desk.search(query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/code")).isEqualTo("INVALID_FIELD");
    assertThat(answer.text("/field")).isEqualTo(field);
  }

  @Test
  void takesEveryTextAsWords() {
    assertThat(desk.search("q=%22%20AND%20(%7B*%3A*%7D%20OR%20%5C").status()).isEqualTo(200);
  }

  @Test
  void exportsWhatTheSearchFinds() {
    String order = unique();
    String id = desk.decided(refund(20).onOrder(order)).text("/id");
    Desk.await(() -> found("businessObject=order/" + order).size() == 1);

    String csv = export("actions:export?format=csv&businessObject=order/" + order);

    assertThat(csv.lines()).hasSize(2).last().asString().startsWith(id + ",");
    // Actions and entries are two indices, and each shows what is new when it is refreshed.
    Desk.await(
        () ->
            export("entries:export?format=cloudevents&actionId=" + id)
                .contains("\"type\":\"io.countersign.entry.action-proposed\""));
  }

  @Test
  void keepsCallsThatWereRefused() {
    String agent = "/v1/audit/actions?q=" + unique();
    assertThat(desk.send("GET", agent, null, null).status()).isEqualTo(401);
    assertThat(desk.send("GET", agent, desk.agentKey(), null).status()).isEqualTo(403);

    Desk.await(
        () ->
            refused("code=UNAUTHENTICATED&path=/v1/audit/actions") > 0
                && refused("code=FORBIDDEN&caller=support-agent&path=/v1/audit/actions") > 0);
  }

  @Test
  void holdsAnActionUntilAnOperatorLiftsIt() {
    String order = unique();
    String id = desk.decided(refund(20).onOrder(order)).text("/id");
    String hold = "/v1/audit/actions/" + id + "/hold";
    Desk.await(() -> found("businessObject=order/" + order).size() == 1);

    Answer held = desk.send("PUT", hold, desk.adminKey(), "{\"reason\": \"Lawsuit\"}");

    assertThat(held.status()).isEqualTo(200);
    assertThat(found("held=true&businessObject=order/" + order)).containsExactly(id);
    assertThat(desk.timeline(id).text("/action/hold/reason")).isEqualTo("Lawsuit");
    assertThat(desk.send("DELETE", hold, desk.agentKey(), null).status()).isEqualTo(403);
    assertThat(desk.send("DELETE", hold, desk.adminKey(), null).status()).isEqualTo(204);
    assertThat(found("held=false&businessObject=order/" + order)).containsExactly(id);
  }

  @Test
  void yieldsTheGovernanceFigures() {
    String order = unique();
    desk.decided(refund(20).onOrder(order));
    Desk.await(() -> found("businessObject=order/" + order).size() == 1);

    Answer metrics = desk.send("GET", "/v1/metrics/governance?by=type", desk.adminKey(), null);

    assertThat(metrics.status()).isEqualTo(200);
    assertThat(metrics.body().at("/groups/refund.issue/proposed").asInt()).isPositive();
    assertThat(metrics.body().at("/all/auditOnlyComplete/rate").asDouble()).isPositive();
    assertThat(desk.send("GET", "/v1/metrics/governance", desk.agentKey(), null).status())
        .isEqualTo(403);
  }

  @Test
  void showsMetersToThoseWhoMayWatch() {
    Answer meters = desk.send("GET", "/actuator/prometheus", desk.adminKey(), null);

    assertThat(meters.raw().body()).contains("countersign_governance_proposed");
    assertThat(desk.send("GET", "/actuator/prometheus", desk.agentKey(), null).status())
        .isEqualTo(403);
  }

  private int refused(String query) {
    return desk.send("GET", "/v1/audit/refusals?" + query, desk.adminKey(), null)
        .body()
        .path("items")
        .size();
  }

  private String export(String path) {
    return desk.send("GET", "/v1/audit/" + path, desk.adminKey(), null).raw().body();
  }

  private List<String> found(String query) {
    return desk.search(query).body().path("items").findValuesAsText("actionId");
  }
}
