package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.governance.Desk.Answer;
import io.countersign.localstack.RunningStack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who was given or lost what is found in the history of the real desk. */
@ExtendWith(RunningStack.Provider.class)
class AdministrationIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEYS = "/v1/agents/support-agent/keys";
  private static final String ENDPOINTS = "/v1/callbacks/endpoints";

  private final Desk desk;

  AdministrationIT(RunningStack stack) {
    this.desk = new Desk(stack);
  }

  @Test
  void theHistoryTellsWhoMadeRotatedAndRevokedAKeyWithoutItsText() {
    Answer made = admin("POST", KEYS, "{}");
    String first = made.text("/about/id");
    Answer rotated = admin("POST", KEYS + "/" + first + "/rotate", "{\"overlap\": \"PT0S\"}");
    String second = rotated.text("/about/id");
    assertThat(admin("DELETE", KEYS + "/" + second, null).status()).isEqualTo(204);

    awaitKinds("subject=cs_" + first, "key-issued");
    awaitKinds("subject=cs_" + second, "key-rotated", "key-revoked");

    List<JsonNode> entries = entries("q=" + "cs_" + second);
    assertThat(entries.getFirst().path("sentence").asText())
        .startsWith(
            "admin put the key cs_%s in the place of cs_%s of the agent support-agent"
                .formatted(second, first));
    assertThat(entries.getLast().at("/actor/id").asText()).isEqualTo("admin");
    assertThat(entries.toString())
        .doesNotContain(made.text("/key").substring(12), rotated.text("/key").substring(12));
  }

  @Test
  void theHistoryTellsWhatBecameOfAnEndpoint() {
    Answer made =
        admin(
            "POST",
            ENDPOINTS,
            """
            {"agent": "another-agent", "url": "http://localhost:9/callback?token=open",
             "events": ["action.decided"]}
            """);
    String id = made.text("/id");
    admin("POST", ENDPOINTS + "/" + id + "/rotate", "{}");
    admin("POST", ENDPOINTS + "/" + id + "/disable", "{}");
    awaitKinds(
        "subject=" + id, "endpoint-registered", "endpoint-secret-rotated", "endpoint-disabled");
    admin("POST", ENDPOINTS + "/" + id + "/enable", "{}");
    assertThat(admin("DELETE", ENDPOINTS + "/" + id, null).status()).isEqualTo(204);

    awaitKinds(
        "subject=" + id,
        "endpoint-registered",
        "endpoint-secret-rotated",
        "endpoint-disabled",
        "endpoint-enabled",
        "endpoint-removed");

    assertThat(entries("subject=" + id).toString())
        .contains("localhost")
        .doesNotContain("whsec", "token=open");
  }

  @Test
  void theStoryOfAnActionTellsWhoHeldIt() {
    String id = desk.decided(refund(20)).text("/id");
    desk.awaitEntry(id, "decision-announced");
    String hold = "/v1/audit/actions/" + id + "/hold";

    assertThat(admin("PUT", hold, "{\"reason\": \"Case 12/26\"}").status()).isEqualTo(200);
    desk.awaitEntry(id, "hold-set");
    assertThat(admin("DELETE", hold, null).status()).isEqualTo(204);
    desk.awaitEntry(id, "hold-lifted");

    assertThat(desk.timeline(id).body().toString())
        .contains("admin put a legal hold on the action: Case 12/26")
        .contains("admin lifted the legal hold on the action.");
    assertThat(desk.timeline(id).text("/action/verdict")).isEqualTo("approved");
  }

  @Test
  void theHistoryTellsWhoStandsInAndWhoRotatedTheReleaseKey() {
    String delegation = "/v1/organization/people/anna/delegation";
    String body =
        "{\"to\": \"ben\", \"from\": \"2099-03-02T08:00:00Z\", \"until\": \"2099-03-03T08:00:00Z\"}";

    assertThat(admin("PUT", delegation, body).status()).isEqualTo(200);
    assertThat(admin("DELETE", delegation, null).status()).isEqualTo(204);
    String key = admin("POST", "/v1/release/keys:rotate", "{}").text("/keyId");

    awaitKinds("subject=" + key, "release-key-rotated");
    Desk.await(() -> kinds("subject=anna").contains("delegation-ended"));
    assertThat(entries("subject=anna").toString())
        .contains("admin named ben to stand in for anna, from 2099-03-02T08:00:00Z");
    assertThat(desk.send("GET", "/v1/audit/entries:export", desk.agentKey(), null).status())
        .isEqualTo(403);
  }

  private Answer admin(String method, String path, String body) {
    return desk.send(method, path, desk.adminKey(), body);
  }

  private void awaitKinds(String query, String... kinds) {
    Desk.await(() -> kinds(query).equals(List.of(kinds)));
  }

  private List<String> kinds(String query) {
    return entries(query).stream().map(it -> it.path("kind").asText()).toList();
  }

  private List<JsonNode> entries(String query) {
    return admin("GET", "/v1/audit/entries:export?format=jsonl&" + query, null)
        .raw()
        .body()
        .lines()
        .map(AdministrationIT::json)
        .toList();
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
