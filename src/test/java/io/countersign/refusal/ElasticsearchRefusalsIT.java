package io.countersign.refusal;

import static io.countersign.audit.StoredHistory.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.countersign.audit.StoredHistory;
import io.countersign.localstack.RunningStack;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.Provider.class)
class ElasticsearchRefusalsIT {

  private final StoredHistory stored;
  private final RefusalStore refusals;

  ElasticsearchRefusalsIT(RunningStack stack) {
    stored = new StoredHistory(stack);
    refusals = new ElasticsearchRefusals(stored.client(), stored.index(), Clock.systemUTC());
  }

  @AfterEach
  void deleteIndices() {
    stored.close();
  }

  @Test
  void keepsEachOnceHoweverOftenItIsWrittenAndTurnsPages() throws IOException {
    List<Refusal> some =
        IntStream.range(0, 7).mapToObj(it -> refusal("id-" + it, it % 2 == 0 ? 401 : 403)).toList();
    refusals.keep(some);
    refusals.keep(some);
    stored.refresh();

    List<String> seen = new ArrayList<>();
    Map<String, List<String>> values = new HashMap<>(Map.of("limit", List.of("3")));
    while (true) {
      RefusalQuery query = RefusalQuery.of(values);
      RefusalStore.Page page = refusals.search(query);
      page.items().forEach(it -> seen.add(it.id()));
      if (page.next() == null) {
        break;
      }
      values.put("cursor", List.of(page.next().text(query.canonical())));
    }

    assertThat(seen).containsExactlyElementsOf(some.stream().map(Refusal::id).toList());
  }

  @Test
  void keepsToEveryFilter() throws IOException {
    refusals.keep(List.of(refusal("id-1", 401), refusal("id-2", 403)));
    stored.refresh();

    for (String filter :
        List.of(
            "status=403",
            "code=CODE_403",
            "caller=caller-403",
            "path=/v1/403",
            "field=limit&status=403",
            "remoteAddress=127.0.0.1&status=403")) {
      assertThat(found(filter)).as(filter).containsExactly("id-2");
    }
    assertThat(found("from=2026-03-02&to=2026-03-03")).hasSize(2);
    assertThat(found("to=2026-03-02")).isEmpty();
  }

  @Test
  void findsNothingBeforeAnythingWasRefused() {
    assertThat(found("status=403")).isEmpty();
  }

  @Test
  void saysThatNothingWasKeptWhenElasticsearchIsAway() {
    var away =
        new ElasticsearchRefusals(
            StoredHistory.client("http://localhost:1"), stored.index(), Clock.systemUTC());

    assertThatIOException().isThrownBy(() -> away.keep(List.of(refusal("id-1", 401))));
  }

  private List<String> found(String query) {
    Map<String, List<String>> values = new HashMap<>();
    for (String parameter : query.split("&")) {
      values.put(
          parameter.substring(0, parameter.indexOf('=')),
          List.of(parameter.substring(parameter.indexOf('=') + 1)));
    }
    return refusals.search(RefusalQuery.of(values)).items().stream().map(Refusal::id).toList();
  }

  private static Refusal refusal(String id, int status) {
    return new Refusal(
        id,
        NOON,
        "GET",
        "/v1/" + status,
        status,
        "CODE_" + status,
        "limit",
        "caller-" + status,
        "agent",
        "127.0.0.1",
        null);
  }
}
