package io.countersign.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.zeebe.protocol.record.Record;
import io.countersign.exporter.FakeBroker.Snapshot;
import io.countersign.localstack.RunningStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a real Elasticsearch says to the exporter, in indices of its own. */
@ExtendWith(RunningStack.Provider.class)
class ExporterOnElasticsearchIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long NEXT_DAY = GovernanceLog.START + 86_400_000;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String prefix = "it" + UUID.randomUUID().toString().substring(0, 8);
  private final String url;

  ExporterOnElasticsearchIT(RunningStack stack) {
    this.url = stack.addresses().get("ELASTICSEARCH_URL");
  }

  @AfterEach
  void delete() {
    for (String name : List.of("entries", "actions", "quarantine", "exporters")) {
      call("DELETE", "/" + prefix + "-" + name, "");
      call("DELETE", "/_index_template/" + prefix + "-" + name, "");
    }
  }

  @Test
  void noticesThatTheEnginesDataWasWiped() {
    var broker = broker();
    broker.export(new GovernanceLog().proposed("act_1", 10).ended(10).records());
    broker.tick();

    broker.crashBackTo(new Snapshot(-1, new byte[0]));
    var next = new GovernanceLog(NEXT_DAY).ended(7).proposed("act_2", 20).ended(20);
    broker.export(next.records());
    broker.tick();
    broker.crashBackTo(new Snapshot(-1, new byte[0]));
    broker.export(next.records());
    broker.tick();

    assertThat(ids()).containsExactlyInAnyOrder("1-1", "1-2", "1.2-2", "1.2-3");
  }

  @Test
  void goesOnWithOpenActionsAfterItWasTakenOutAndPutBack() {
    var broker = broker();
    var log = new GovernanceLog().proposed("act_1", 10).proposed("act_2", 20).ended(20);
    broker.export(log.records());
    broker.tick();

    broker.crashBackTo(new Snapshot(-1, new byte[0]));
    List<Record<?>> all = log.proposed("act_missed", 30).ended(20).ended(10).records();
    broker.export(all.subList(4, 6));
    broker.tick();

    assertThat(ids()).containsExactlyInAnyOrder("1-1", "1-2", "1-3", "1.2-4", "1.2-6");
    assertThat(get("entries", "1.2-4").path("kind").asText()).isEqualTo("history-interrupted");
    assertThat(get("entries", "1.2-4").at("/detail/openInstances").asInt()).isOne();
    assertThat(get("entries", "1.2-6").path("actionId").asText()).isEqualTo("act_1");
  }

  @Test
  void waitsWhileTheIndexTakesNoWrites() {
    var broker = broker();
    broker.export(new GovernanceLog().proposed("act_1", 10).records());
    broker.tick();

    block(true);
    broker.export(new GovernanceLog().ended(7).proposed("act_2", 20).records());
    broker.tick();
    long whileBlocked = broker.confirmed().position();
    block(false);
    broker.tick();

    assertThat(whileBlocked).isEqualTo(1);
    assertThat(broker.confirmed().position()).isEqualTo(2);
    assertThat(ids()).containsExactlyInAnyOrder("1-1", "1-2");
  }

  @Test
  void quarantinesWhatTheMappingRefusesAndLeavesAnEntryInItsPlace() {
    call(
        "PUT",
        "/" + prefix + "-entries",
        """
        {"mappings": {"dynamic": false,
                      "properties": {"facts": {"properties": {"outcome": {"type": "date"}}}}}}
        """);
    var broker = broker();
    broker.export(
        new GovernanceLog()
            .proposed("act_1", 10)
            .message("outcome-reported", "act_1", Map.of("outcome", Map.of("result", "failed")))
            .records());
    broker.tick();

    assertThat(broker.confirmed().position()).isEqualTo(2);
    assertThat(get("entries", "1-2").path("kind").asText()).isEqualTo("entry-quarantined");
    assertThat(get("quarantine", "1-2").path("record").asText()).contains("failed");
  }

  private FakeBroker broker() {
    return new FakeBroker(Map.of("url", url, "indexPrefix", prefix));
  }

  private void block(boolean blocked) {
    call(
        "PUT",
        "/" + prefix + "-entries/_settings",
        "{\"index.blocks.read_only_allow_delete\": %s}".formatted(blocked ? "true" : "null"));
  }

  private JsonNode get(String index, String id) {
    return call("GET", "/" + prefix + "-" + index + "/_doc/" + id, "").path("_source");
  }

  private List<String> ids() {
    call("POST", "/" + prefix + "-entries/_refresh", "");
    return call("GET", "/" + prefix + "-entries/_search?size=100", "")
        .at("/hits/hits")
        .findValuesAsText("_id");
  }

  private JsonNode call(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
