package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static io.countersign.governance.Desk.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.demo.CallbackReceiver;
import io.countersign.governance.Desk.Answer;
import io.countersign.localstack.RunningStack;
import io.countersign.secret.SecretSeal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yaml.snakeyaml.Yaml;

/** No secret is where people look: logs, the history, process variables, answers. */
@ExtendWith(RunningStack.Provider.class)
class SecretsIT {

  private static final Path STACK = Path.of("target/stack");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 1_000;

  private final RunningStack stack;
  private final Desk desk;
  private final List<String> answers = new ArrayList<>();

  SecretsIT(RunningStack stack) {
    this.stack = stack;
    this.desk = new Desk(stack);
  }

  @Test
  void noSecretIsInLogsHistoryVariablesOrAnswers() throws IOException {
    Answer made = register();
    String endpoint = made.text("/id");
    Answer rotated = admin("POST", "/v1/callbacks/endpoints/" + endpoint + "/rotate", "{}");
    String action = actionsThatUse(endpoint);
    mistakes(endpoint, made.text("/secret"));
    Map<String, String> secrets = secrets(endpoint);
    secrets.put("endpoint secret", made.text("/secret"));
    secrets.put("rotated endpoint secret", rotated.text("/secret"));
    admin("DELETE", "/v1/callbacks/endpoints/" + endpoint, null);
    Desk.await(() -> variables().anyMatch(it -> !search(it, Set.of(action)).isEmpty()));

    Map<String, String> needles = new LinkedHashMap<>();
    secrets.forEach((name, secret) -> needles.put(middleOf(secret), name));
    needles.put(action, "action");
    Map<String, List<String>> found = places(needles);

    assertThat(found.remove("action"))
        .as("the same search finds the action")
        .contains("countersign.log", "countersign-actions", "countersign-entries")
        .anyMatch(it -> it.contains("variable"));
    assertThat(secrets).hasSizeGreaterThanOrEqualTo(9);
    assertThat(found).as("places with a secret").isEmpty();
  }

  private Answer register() {
    return admin(
        "POST",
        "/v1/callbacks/endpoints",
        """
        {"agent": "support-agent", "url": "http://127.0.0.1:9/callback",
         "events": ["action.decided"]}
        """);
  }

  /** One with a callback that is delivered, one with one that fails, one that is redeemed. */
  private String actionsThatUse(String endpoint) {
    try (var receiver =
        CallbackReceiver.start(stack.addresses().get("COUNTERSIGN_CALLBACK_SECRET"))) {
      String told = desk.decided(refund(20).callingBack(receiver.url())).text("/id");
      String untold = desk.decided(refund(20).callingEndpoint(endpoint)).text("/id");
      Answer decided = desk.decided(refund(20).callingBack(receiver.url()));
      answers.add(
          desk.send("GET", "/v1/actions/" + told + "/release", desk.agentKey(), null).raw().body());
      desk.send(
          "POST",
          "/v1/actions/" + decided.text("/id") + "/release/redeem",
          desk.agentKey(),
          "{\"digest\": \"" + decided.text("/digest") + "\"}");
      desk.awaitEntry(told, "callback-delivered");
      desk.awaitEntry(untold, "callback-failed");
      return told;
    }
  }

  /** Calls that are refused while they carry a secret, or are about something that has one. */
  private void mistakes(String endpoint, String secret) {
    String path = "/v1/callbacks/endpoints";
    for (String body :
        List.of(
            "{\"secret\": \"" + secret + "\"}",
            "{\"agent\": \"a\", \"url\": \"" + secret + "\", \"events\": [\"action.decided\"]}",
            "{\"agent\": \"a\", \"url\": \"https://u:"
                + secret
                + "@example.com/\", \"events\": []}",
            "{" + secret)) {
      answers.add(admin("POST", path, body).raw().body());
    }
    answers.add(admin("GET", path + "/" + endpoint, null).raw().body());
    answers.add(admin("GET", path, null).raw().body());
    answers.add(
        desk.send("GET", path, desk.agentKey() + "x", null).raw().body()
            + desk.propose(unique(), refund(20).callingBack("http://127.1/").json()).raw().body());
  }

  /** Every secret of the stack, by name. */
  private Map<String, String> secrets(String endpoint) throws IOException {
    Map<String, String> secrets = new LinkedHashMap<>();
    Map<String, String> keys = new Yaml().load(Files.readString(STACK.resolve("keys.yaml")));
    keys.forEach((name, key) -> secrets.put("key " + name, key));
    byte[] sealing = Base64.getDecoder().decode(keys.get("secrets-key"));
    var seal = new SecretSeal(() -> List.of(sealing));
    for (JsonNode stored : JSON.readTree(STACK.resolve("state/release-keys.json").toFile())) {
      byte[] sealed = Base64.getDecoder().decode(stored.path("sealed").asText());
      JsonNode release =
          JSON.readTree(seal.open("release key " + stored.path("id").asText(), sealed));
      if (release.has("d")) {
        secrets.put("release private key", release.path("d").asText());
      }
    }
    assertThat(secrets).containsKey("release private key");
    for (JsonNode stored : JSON.readTree(STACK.resolve("state/callback-endpoints.json").toFile())) {
      if (stored.path("id").asText().equals(endpoint)) {
        byte[] sealed = Base64.getDecoder().decode(stored.at("/keys/0/privateKey").asText());
        secrets.put(
            "endpoint private key", seal.open("callback endpoint " + endpoint + " v1a", sealed));
      }
    }
    return secrets;
  }

  /** Also a part of a secret is one; its ends are names and padding. */
  private static String middleOf(String secret) {
    int end = secret.length() - 4;
    return secret.substring(end - 20, end);
  }

  /**
   * The log files, indices and answers that hold a text, by its name.
   *
   * @param needles text to name
   */
  private Map<String, List<String>> places(Map<String, String> needles) throws IOException {
    Map<String, List<String>> places = new LinkedHashMap<>();
    try (Stream<Path> logs = Files.list(STACK.resolve("logs"))) {
      for (Path log : logs.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(log, StandardCharsets.ISO_8859_1);
        add(places, needles, in(text, needles.keySet()), log.getFileName().toString());
      }
    }
    for (String index : indices()) {
      String name = index.substring(index.lastIndexOf('/') + 1);
      add(places, needles, search(index, needles.keySet()), name);
    }
    add(places, needles, in(String.join("\n", answers), needles.keySet()), "answers");
    return places;
  }

  private static void add(
      Map<String, List<String>> places,
      Map<String, String> needles,
      Set<String> found,
      String place) {
    found.forEach(
        it -> places.computeIfAbsent(needles.get(it), name -> new ArrayList<>()).add(place));
  }

  private static Set<String> in(String text, Set<String> needles) {
    return needles.stream().filter(text::contains).collect(Collectors.toSet());
  }

  private Stream<String> variables() {
    return indices().stream().filter(it -> it.contains("variable"));
  }

  /** The addresses of all indices: of the history, and of the stock exporter and its readers. */
  private List<String> indices() {
    return Stream.of(stack.addresses().get("ELASTICSEARCH_URL"), stack.openSearchUrl())
        .flatMap(
            server ->
                desk.inside("GET", server + "/_cat/indices?h=index&expand_wildcards=all", null)
                    .raw()
                    .body()
                    .lines()
                    .map(String::strip)
                    .filter(it -> !it.isEmpty())
                    .map(it -> server + "/" + it))
        .toList();
  }

  /** Which of these an index holds, anywhere in its documents. */
  private Set<String> search(String index, Set<String> needles) {
    Set<String> found = new HashSet<>();
    String server = index.substring(0, index.lastIndexOf('/'));
    Answer page = desk.inside("POST", index + "/_search?scroll=1m", "{\"size\": " + PAGE + "}");
    while (page.body().at("/hits/hits").size() > 0) {
      found.addAll(in(page.raw().body(), needles));
      page =
          desk.inside(
              "POST",
              server + "/_search/scroll",
              "{\"scroll\": \"1m\", \"scroll_id\": \"" + page.text("/_scroll_id") + "\"}");
    }
    return found;
  }

  private Answer admin(String method, String path, String body) {
    return desk.send(method, path, desk.adminKey(), body);
  }
}
