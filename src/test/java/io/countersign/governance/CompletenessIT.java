package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import io.countersign.localstack.Part;
import io.countersign.localstack.RunningStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The audit tells of every record that matters, once, whatever died meanwhile. */
@ExtendWith(RunningStack.Provider.class)
class CompletenessIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int RACE_RECORDS = 20_000;

  private final RunningStack stack;
  private final Desk desk;
  private final StockRecords stock;
  private final HttpClient http = HttpClient.newHttpClient();

  CompletenessIT(RunningStack stack) {
    this.stack = stack;
    this.desk = new Desk(stack);
    this.stock = new StockRecords(stack.addresses().get("OPENSEARCH_URL"));
  }

  @Test
  void theAuditIsTheLogRecordByRecord() throws Exception {
    aReviewWithInterventions();
    killTheBroker();
    loseElasticsearchForTenMinutes();

    String id = desk.decided(refund(20)).text("/id");
    desk.awaitEntry(id, "action-closed");
    long last = lastPositionOf(id);
    awaitStock(last);
    Set<Long> wanted = new TreeSet<>(stock.thatMatter(last));
    TreeMap<Long, Long> numbers = numbersByPosition(last);

    assertThat(missing(wanted, numbers.keySet())).describedAs("missing").isEmpty();
    assertThat(missing(numbers.keySet(), wanted)).describedAs("not in the log").isEmpty();
    assertThat(new ArrayList<>(numbers.values())).isSorted().doesNotHaveDuplicates();
    assertThat(numbers.firstEntry().getValue()).isOne();
    assertThat(numbers.lastEntry().getValue()).isEqualTo(numbers.size());
    assertThat(metrics()).contains("countersign_exporter_delay");
  }

  /** Also shows that the bench of both exporters runs. */
  @Test
  void aNewExporterOnTheOldLogWritesTheSameEntries() throws Exception {
    String id = desk.inReview(refund(240));
    desk.ballot("anna", id, "approve", "Checked.");
    desk.awaitEntry(id, "decision-announced");
    long last = lastPositionOf(id);
    awaitStock(last);

    race();

    elasticsearch("/race-own-entries/_refresh", "");
    Map<String, JsonNode> again = entries("race-own-entries", Long.MAX_VALUE);
    assertThat(again).hasSizeGreaterThan(20);
    long reached =
        again.values().stream().mapToLong(it -> it.path("position").asLong()).max().orElseThrow();
    Map<String, JsonNode> first = entries("countersign-entries", reached);
    assertThat(again).containsOnlyKeys(first.keySet());
    again.forEach((entry, told) -> assertThat(told).isEqualTo(first.get(entry)));
  }

  private void awaitStock(long position) throws Exception {
    Desk.await(() -> stock.last() >= position);
    stock.refresh();
    elasticsearch("/countersign-entries/_refresh", "");
  }

  private void race() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
            java,
            "-Xmx1g",
            "-cp",
            "target/classes:" + stack.brokerLibraries(),
            "io.countersign.bench.ExporterRace",
            "1",
            Integer.toString(RACE_RECORDS));
    process.environment().put("ELASTICSEARCH_URL", stack.addresses().get("ELASTICSEARCH_URL"));
    process.environment().put("OPENSEARCH_URL", stack.addresses().get("OPENSEARCH_URL"));
    Process running = process.redirectErrorStream(true).start();
    String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    System.out.println(said);
    assertThat(running.waitFor()).describedAs(said).isZero();
    assertThat(said).contains("exporter, records of the log taken per second", "bytes per action");
  }

  /** The entries of the first log up to a position, by id. */
  private Map<String, JsonNode> entries(String index, long upTo) throws Exception {
    Map<String, JsonNode> entries = new TreeMap<>();
    long after = -1;
    while (true) {
      List<JsonNode> page = page(index, after, upTo);
      if (page.isEmpty()) {
        return entries;
      }
      page.forEach(it -> entries.put(it.path("_id").asText(), it.path("_source")));
      after = page.getLast().at("/_source/position").asLong();
    }
  }

  private void aReviewWithInterventions() throws Exception {
    String asked = desk.inReview(refund(240));
    desk.ballot("anna", asked, "clarify", "Which order?");
    Desk.await(() -> desk.read(asked).body().has("question"));
    desk.send(
        "POST",
        "/v1/actions/" + asked + "/clarification",
        desk.agentKey(),
        "{\"answer\": \"The last one.\"}");
    Desk.await(() -> !desk.reviewsOf("anna", asked).isEmpty());
    desk.ballot("anna", asked, "approve", "Checked.");
    desk.awaitDecision(asked);
    String cancelled = desk.inReview(refund(241));
    long instance = instanceOf(cancelled);
    try (CamundaClient operator = operator()) {
      operator
          .newSetVariablesCommand(instance)
          .variables(Map.of("verdict", "approved"))
          .send()
          .join();
      operator.newCancelInstanceCommand(instance).send().join();
    }
    desk.awaitEntry(cancelled, "action-cancelled");
    assertThat(desk.entries(cancelled, "variables-changed")).isOne();
  }

  private void killTheBroker() {
    Part broker = stack.part("zeebe");
    broker.kill();
    broker.start();
    broker.awaitReady();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> desk.decided(refund(21)).text("/verdict").equals("approved"));
  }

  private void loseElasticsearchForTenMinutes() {
    String id = desk.inReview(refund(242));
    Desk.await(() -> !desk.openTasks(id).isEmpty());
    String task = desk.openTasks(id).getFirst();
    Part elasticsearch = stack.part("elasticsearch");
    elasticsearch.stop();
    try {
      desk.forge(task, "anna", "{\"decision\": \"approve\", \"comment\": \"In the dark.\"}");
      stack.moveClock(Duration.ofMinutes(10));
    } finally {
      elasticsearch.start();
      elasticsearch.awaitReady();
    }
    desk.awaitDecision(id);
  }

  private CamundaClient operator() {
    return CamundaClient.newClientBuilder()
        .grpcAddress(URI.create(stack.addresses().get("ZEEBE_GRPC_URL")))
        .preferRestOverGrpc(false)
        .build();
  }

  private long instanceOf(String id) throws Exception {
    String found = elasticsearch("/countersign-actions/_doc/" + id, null);
    return JSON.readTree(found).at("/_source/processInstanceKey").asLong();
  }

  private long lastPositionOf(String id) {
    String position = desk.entriesOf(id).getLast().path("position").asText();
    return Long.parseLong(position.substring(position.indexOf('-') + 1));
  }

  /** The numbers of the entries of the first log, in log order. */
  private TreeMap<Long, Long> numbersByPosition(long upTo) throws Exception {
    TreeMap<Long, Long> numbers = new TreeMap<>();
    entries("countersign-entries", upTo)
        .values()
        .forEach(it -> numbers.put(it.path("position").asLong(), it.path("number").asLong()));
    return numbers;
  }

  private List<JsonNode> page(String index, long after, long upTo) throws Exception {
    String query =
        """
        {"size": 1000, "sort": [{"position": "asc"}], "search_after": [%d],
         "query": {"bool": {"filter": [{"range": {"position": {"lte": %d}}}, {"term": {"log": 1}}]}}}
        """
            .formatted(after, upTo);
    List<JsonNode> hits = new ArrayList<>();
    JSON.readTree(elasticsearch("/" + index + "/_search", query))
        .at("/hits/hits")
        .forEach(hits::add);
    return hits;
  }

  private String elasticsearch(String path, String body) throws Exception {
    return call(stack.addresses().get("ELASTICSEARCH_URL") + path, body);
  }

  private String metrics() throws Exception {
    return call(stack.addresses().get("ZEEBE_MANAGEMENT_URL") + "/actuator/prometheus", null);
  }

  private String call(String url, String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json");
    if (body != null) {
      request.POST(BodyPublishers.ofString(body));
    }
    var answer = http.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static Set<Long> missing(Set<Long> wanted, Set<Long> there) {
    Set<Long> missing = new TreeSet<>(wanted);
    missing.removeAll(there);
    return missing;
  }
}
