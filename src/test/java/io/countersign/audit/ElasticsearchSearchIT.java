package io.countersign.audit;

import static io.countersign.audit.StoredHistory.NOON;
import static io.countersign.audit.StoredHistory.action;
import static io.countersign.audit.StoredHistory.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.AuditPage.Count;
import io.countersign.audit.AuditPage.Facet;
import io.countersign.history.EntryKind;
import io.countersign.localstack.RunningStack;
import io.countersign.web.QueryParameters;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Searches and exports on the real Elasticsearch, which lacks every optional module. */
@ExtendWith(RunningStack.Provider.class)
class ElasticsearchSearchIT {

  private final StoredHistory stored;
  private final ActionHistory history;

  ElasticsearchSearchIT(RunningStack stack) {
    stored = new StoredHistory(stack);
    history = new ElasticsearchActionHistory(stored.client(), stored.index(), Clock.systemUTC());
  }

  @AfterEach
  void deleteIndices() {
    stored.close();
  }

  @Test
  void turnsPagesInOrderWhileActionsOfTheSameTimeStayApart() {
    for (int i = 0; i < 5; i++) {
      stored.put(action("act_" + i, i < 3 ? NOON : NOON.plusSeconds(i)));
    }

    assertThat(walk("limit=2", () -> {}))
        .containsExactly("act_4", "act_3", "act_0", "act_1", "act_2");
  }

  @Test
  void keepsPagesStableWhileActionsArriveInEveryOrder() {
    for (String order : List.of("sort=proposedAt", "sort=amount", "sort=decidedAt")) {
      for (String direction : List.of("asc", "desc")) {
        List<Map<String, Object>> before = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
          before.add(decided(order + direction + i, NOON.plusSeconds(i % 3), i % 2));
        }
        before.forEach(stored::put);
        var arriving = new int[] {0};

        List<String> seen =
            walk(
                order + "&order=" + direction + "&limit=2&currency=EUR&q=" + order + direction,
                () ->
                    stored.put(
                        decided(
                            "late" + order + direction + arriving[0]++,
                            Instant.now().plusSeconds(60),
                            arriving[0] % 2)));

        assertThat(seen)
            .as(order + " " + direction)
            .containsExactlyInAnyOrderElementsOf(
                before.stream().map(it -> it.get("actionId").toString()).toList());
      }
    }
  }

  @Test
  void findsWordsWhereverTheyStandAndBreaksOnNone() {
    Map<String, Object> action = action("act_1", NOON, "comment", "Photo checked.");
    action.put("comments", List.of("Photo checked.", "The seal was broken."));
    action.put("findings", List.of(Map.of("policy", "P-107", "sentence", "It repeats a refund.")));
    stored.put(action);

    for (String words :
        List.of("photo", "broken SEAL", "repeats refund", "P-107", "1042", "Damaged")) {
      assertThat(found("q=" + words)).as(words).containsExactly("act_1");
    }
    String every = "+-=&|><!(){}[]^\"~*?:\\/@#$%;,.'`\u0000\u200f😀";
    for (String words :
        List.of("absent", "\"(AND {*:* OR \\", "/.*/", "comment:photo~", "zanzibar" + every)) {
      assertThat(found("q=" + words)).as(words).isEmpty();
    }
    for (int i = 0; i < every.length(); i++) {
      found("q=" + every.charAt(i));
      found("agent=" + every.charAt(i));
    }
  }

  @Test
  void keepsToEveryFilter() {
    Map<String, Object> whole = action("act_1", NOON);
    whole.putAll(
        Map.of(
            "owner", "olga",
            "businessObjectType", "order",
            "amount", 240,
            "currency", "EUR",
            "control", "review",
            "policies", List.of("P-107", "P-110"),
            "findings", List.of(Map.of("policy", "P-107", "severity", "review")),
            "reviewers", List.of("anna", "ben"),
            "verdict", "approved",
            "outcome", "executed"));
    whole.put("callbackState", "delivered");
    whole.put("environment", "production");
    whole.put("hold", Map.of("by", "carla", "reason", "Lawsuit", "at", NOON.toString()));
    stored.put(whole, action("act_2", NOON.plusSeconds(86_400)));

    for (String filter :
        List.of(
            "agent=support-agent&to=2026-03-03",
            "owner=olga",
            "type=refund.issue&to=2026-03-03",
            "businessObject=order/1042&from=2026-03-02&to=2026-03-03",
            "businessObjectType=order",
            "amountMin=240&currency=EUR",
            "amountMin=239.99&amountMax=240&currency=EUR",
            "amountMax=1000&currency=EUR",
            "control=review",
            "control=review&control=blocked",
            "policy=P-110",
            "risk=review",
            "reviewer=ben",
            "verdict=approved",
            "outcome=executed",
            "callback=delivered",
            "environment=production",
            "held=true")) {
      assertThat(found(filter)).as(filter).containsExactly("act_1");
    }
    for (String filter :
        List.of(
            "owner=olg",
            "amountMin=240.01&currency=EUR",
            "amountMin=1&currency=USD",
            "policy=P-11",
            "businessObject=order/1043",
            "to=2026-03-02T12:00:00Z")) {
      assertThat(found(filter)).as(filter).isEmpty();
    }
    assertThat(found("held=false")).containsExactly("act_2");
  }

  @Test
  void countsFacetsOfAllThatFitsAndNotOfThePage() {
    for (int i = 0; i < 25; i++) {
      stored.put(action("act_" + i, NOON, "owner", "owner-%02d".formatted(i)));
    }
    stored.put(action("act_x", NOON, "owner", "owner-03"));

    AuditPage page = search("facet=owner&facet=verdict&limit=1");

    Facet owners = page.facets().get("owner");
    assertThat(owners.values()).hasSize(20).startsWith(new Count("owner-03", 2));
    assertThat(owners.others()).isEqualTo(5);
    assertThat(page.facets().get("verdict")).isEqualTo(new Facet(List.of(), 0));
    assertThat(page.total()).isEqualTo(26);
  }

  @Test
  void exportsEveryActionAndEntryOnceAcrossPages() throws IOException {
    var source = new ElasticsearchExportSource(stored.client(), stored.index());
    List<Map<String, Object>> actions =
        IntStream.range(0, 1_201)
            .mapToObj(i -> action("act_%04d".formatted(i), NOON.plusSeconds(i / 7)))
            .toList();
    actions.forEach(it -> it.put("owner", "olga"));
    stored.putAll(actions);
    stored.putAll(
        IntStream.range(0, 1_000)
            .mapToObj(i -> entry(i, "act_0000", EntryKind.CALLBACK_FAILED))
            .toList());

    List<String> seen = new ArrayList<>();
    List<String> entries = new ArrayList<>();
    source.actions(
        AuditFilter.with("owner", "olga"),
        page -> page.forEach(it -> seen.add(it.source().path("actionId").asText())));
    source.entries(
        EntryFilter.of(
            QueryParameters.of(
                Map.of("kind", List.of("callback-failed"), "q", List.of("\"something~ (happened")),
                EntryFilter.NAMES)),
        page -> page.forEach(it -> entries.add(it.id())));

    assertThat(seen)
        .containsExactlyElementsOf(
            actions.stream().map(it -> it.get("actionId").toString()).toList());
    assertThat(entries).hasSize(1_000).doesNotHaveDuplicates();
  }

  private List<String> walk(String query, Runnable betweenPages) {
    List<String> seen = new ArrayList<>();
    AuditPage page = search(query);
    while (true) {
      page.items().forEach(it -> seen.add(it.actionId()));
      if (page.cursor() == null) {
        return seen;
      }
      betweenPages.run();
      page = search(query + "&limit=3&cursor=" + page.cursor());
    }
  }

  private List<String> found(String query) {
    return search(query).items().stream().map(ActionDocument::actionId).toList();
  }

  private AuditPage search(String query) {
    Map<String, List<String>> values = new HashMap<>();
    for (String parameter : query.split("(?<=\\w)&(?=\\w+=)")) {
      int equals = parameter.indexOf('=');
      String name = parameter.substring(0, equals);
      List<String> all = name.equals("limit") ? new ArrayList<>() : values.get(name);
      all = all == null ? new ArrayList<>() : all;
      all.add(parameter.substring(equals + 1));
      values.put(name, all);
    }
    return history.search(AuditQuery.of(values));
  }

  private static Map<String, Object> decided(String id, Instant at, int amount) {
    Map<String, Object> action = action(id, at, "decidedAt", at.plusSeconds(5).toString());
    action.put("amount", amount);
    action.put("currency", "EUR");
    action.put("summary", id.replaceAll("(asc|desc).*", "$1"));
    return action;
  }
}
