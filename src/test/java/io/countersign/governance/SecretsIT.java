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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yaml.snakeyaml.Yaml;

/** No secret is where people look: logs, the history, process variables, answers. */
@ExtendWith(RunningStack.Provider.class)
class SecretsIT {

  private static final Path STACK = Path.of("target/stack");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 500;

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
    Desk.await(() -> placesWith(action).stream().anyMatch(it -> it.contains("variable")));

    List<String> found = placesWith(action);

    assertThat(found)
        .as("the same search finds the action")
        .contains("countersign.log", "countersign-actions", "countersign-entries")
        .anyMatch(it -> it.startsWith("zeebe-record_variable"));
    assertThat(secrets).hasSizeGreaterThanOrEqualTo(9);
    secrets.forEach(
        (name, secret) ->
            assertThat(placesWith(middleOf(secret))).as("places with the " + name).isEmpty());
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
    JsonNode release =
        JSON.readTree(
            seal.open(
                "release key", Files.readAllBytes(STACK.resolve("state/release-key.sealed"))));
    secrets.put("release private key", release.path("d").asText());
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

  /** The log files, indices and answers that hold this text. */
  private List<String> placesWith(String text) {
    List<String> places = new ArrayList<>();
    try (Stream<Path> logs = Files.list(STACK.resolve("logs"))) {
      for (Path log : logs.filter(Files::isRegularFile).toList()) {
        if (Files.readString(log, StandardCharsets.ISO_8859_1).contains(text)) {
          places.add(log.getFileName().toString());
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    for (String index : indices()) {
      if (holds(index, text)) {
        places.add(index);
      }
    }
    if (answers.stream().anyMatch(it -> it.contains(text))) {
      places.add("answers");
    }
    return places;
  }

  private List<String> indices() {
    return elasticsearch("GET", "/_cat/indices?h=index&expand_wildcards=all", null)
        .raw()
        .body()
        .lines()
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .toList();
  }

  private boolean holds(String index, String text) {
    Answer page =
        elasticsearch("POST", "/" + index + "/_search?scroll=1m", "{\"size\": " + PAGE + "}");
    while (page.body().at("/hits/hits").size() > 0) {
      if (page.raw().body().contains(text)) {
        return true;
      }
      page =
          elasticsearch(
              "POST",
              "/_search/scroll",
              "{\"scroll\": \"1m\", \"scroll_id\": \"" + page.text("/_scroll_id") + "\"}");
    }
    return false;
  }

  private Answer elasticsearch(String method, String path, String body) {
    return desk.elasticsearch(method, path, body);
  }

  private Answer admin(String method, String path, String body) {
    return desk.send(method, path, desk.adminKey(), body);
  }
}
