package io.countersign.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.countersign.action.ActionDecided;
import io.countersign.action.Verdict;
import io.countersign.history.HistoryIndex;
import io.countersign.metrics.GovernanceFacts.Facts;
import io.countersign.refusal.RefusalMeters;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Every field and meter that a dashboard names is one that is there. */
class DashboardsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Path DOCKER = Path.of("docker");
  private static final Pattern QUERIED = Pattern.compile("([A-Za-z][\\w.]*)\\s*[:><]");
  private static final Pattern METER = Pattern.compile("countersign_[a-z_]+");

  private final Map<String, Set<String>> fields =
      Map.of(
          "countersign-actions", fields("/io/countersign/history/actions.json"),
          "countersign-entries", fields("/io/countersign/history/entries.json"),
          "countersign-refusals", fields("/io/countersign/refusal/refusals.json"));

  @Test
  void kibanaNamesFieldsThatAreThere() throws IOException {
    for (JsonNode object : kibana()) {
      Set<String> named = new TreeSet<>();
      JsonNode attributes = object.path("attributes");
      attributes.path("columns").forEach(it -> named.add(it.asText()));
      attributes.path("sort").forEach(it -> named.add(it.get(0).asText()));
      named.addAll(queried(inner(attributes.at("/kibanaSavedObjectMeta/searchSourceJSON"))));
      for (JsonNode agg : inner(attributes.path("visState")).path("aggs")) {
        if (agg.path("params").has("field")) {
          named.add(agg.path("params").path("field").asText());
        }
      }
      String index =
          object.path("type").asText().equals("index-pattern")
              ? attributes.path("title").asText()
              : object.at("/references/0/id").asText();
      if (attributes.has("timeFieldName")) {
        named.add(attributes.path("timeFieldName").asText());
      }

      if (!object.path("type").asText().equals("dashboard")) {
        assertThat(fields.get(index)).as(object.path("id").asText()).containsAll(named);
      }
    }
  }

  @Test
  void kibanaRefersToWhatIsInTheSameFile() throws IOException {
    List<JsonNode> objects = kibana();
    Set<String> ids = new HashSet<>();
    objects.forEach(it -> ids.add(it.path("type").asText() + "/" + it.path("id").asText()));

    assertThat(ids).hasSameSizeAs(objects);
    for (JsonNode object : objects) {
      for (JsonNode reference : object.path("references")) {
        assertThat(ids)
            .contains(reference.path("type").asText() + "/" + reference.path("id").asText());
      }
      for (JsonNode panel : inner(object.at("/attributes/panelsJSON"))) {
        String name = panel.path("panelIndex").asText() + ":" + panel.path("panelRefName").asText();
        assertThat(object.path("references").findValuesAsText("name")).contains(name);
      }
    }
  }

  @Test
  void grafanaNamesFieldsThatAreThere() throws IOException {
    Map<String, String> indices = new HashMap<>();
    JsonNode sources =
        YAML.readTree(DOCKER.resolve("grafana/provisioning/datasources/countersign.yaml").toFile());
    for (JsonNode source : sources.path("datasources")) {
      if (source.path("type").asText().equals("elasticsearch")) {
        String index = source.at("/jsonData/index").asText();
        indices.put(source.path("uid").asText(), index);
        assertThat(fields.get(index)).contains(source.at("/jsonData/timeField").asText());
      }
    }

    for (JsonNode target : targets("elasticsearch")) {
      Set<String> named = new TreeSet<>(queried(target));
      named.add(target.path("timeField").asText());
      target.path("bucketAggs").forEach(it -> named.add(it.path("field").asText()));
      String uid = target.at("/datasource/uid").asText();
      assertThat(fields.get(indices.get(uid))).as(uid).containsAll(named);
    }
  }

  @Test
  void grafanaNamesMetersThatAreThere() throws IOException {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    RefusalMeters.register(registry);
    var meters =
        new GovernanceMeters(
            (from, to) ->
                new Facts(
                    GovernedWeek.actions().stream()
                        .map(it -> ActionFactReader.read(JSON.<JsonNode>valueToTree(it)))
                        .toList(),
                    List.of()),
            new MetricsProperties(Duration.ofSeconds(5), Duration.ofDays(7)),
            Clock.fixed(GovernedWeek.NEXT_MONDAY, ZoneOffset.UTC),
            registry);
    meters.read();
    meters.decided(new ActionDecided("a1", "review", Verdict.APPROVED));
    Set<String> offered = names(registry.scrape());

    List<JsonNode> targets = targets("prometheus");

    assertThat(targets).isNotEmpty();
    for (JsonNode target : targets) {
      Set<String> named = names(target.path("expr").asText());
      assertThat(named).isNotEmpty();
      assertThat(offered).containsAll(named);
    }
  }

  private static Set<String> names(String text) {
    Set<String> names = new HashSet<>();
    METER.matcher(text).results().map(MatchResult::group).forEach(names::add);
    return names;
  }

  private static List<JsonNode> kibana() throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : Files.readAllLines(DOCKER.resolve("kibana/countersign.ndjson"))) {
      objects.add(JSON.readTree(line));
    }
    assertThat(objects).hasSizeGreaterThan(10);
    return objects;
  }

  private static List<JsonNode> targets(String type) throws IOException {
    List<JsonNode> targets = new ArrayList<>();
    for (String name : List.of("governance.json", "audit.json")) {
      JsonNode board = JSON.readTree(DOCKER.resolve("grafana/dashboards/" + name).toFile());
      for (JsonNode target :
          board.findValues("targets").stream().flatMap(DashboardsTest::each).toList()) {
        if (target.at("/datasource/type").asText().equals(type)) {
          targets.add(target);
        }
      }
    }
    return targets;
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** The fields in a query in Kibana's or Lucene's words. */
  private static Set<String> queried(JsonNode source) {
    JsonNode query = source.path("query");
    String text = query.isTextual() ? query.asText() : query.path("query").asText();
    Set<String> fields = new TreeSet<>();
    QUERIED.matcher(text).results().forEach(it -> fields.add(it.group(1)));
    return fields;
  }

  private static JsonNode inner(JsonNode text) throws IOException {
    return text.isTextual() ? JSON.readTree(text.asText()) : JSON.createObjectNode();
  }

  private static Set<String> fields(String mapping) {
    try (InputStream in = HistoryIndex.class.getResourceAsStream(mapping)) {
      Set<String> fields = new TreeSet<>();
      collect("", JSON.readTree(in), fields);
      return fields;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void collect(String prefix, JsonNode mapping, Set<String> fields) {
    mapping
        .path("properties")
        .fields()
        .forEachRemaining(
            it -> {
              if (it.getValue().has("properties")) {
                collect(prefix + it.getKey() + ".", it.getValue(), fields);
              } else {
                fields.add(prefix + it.getKey());
              }
            });
  }
}
