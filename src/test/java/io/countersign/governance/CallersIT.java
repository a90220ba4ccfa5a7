package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static io.countersign.governance.Desk.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.governance.Desk.Answer;
import io.countersign.identity.TestIssuer;
import io.countersign.localstack.RunningStack;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Callers come, change their keys, and are sent away, at the real desk. */
@ExtendWith(RunningStack.Provider.class)
class CallersIT {

  private static final String KEYS = "/v1/agents/support-agent/keys";

  private static TestIssuer issuer;

  private final RunningStack stack;
  private final Desk desk;

  CallersIT(RunningStack stack) {
    this.stack = stack;
    this.desk = new Desk(stack);
  }

  /** One for all tests: the desk remembers its keys. */
  @BeforeAll
  static void open() {
    issuer = TestIssuer.startOn(RunningStack.ISSUER_PORT);
  }

  @AfterAll
  static void close() {
    issuer.close();
  }

  @Test
  void anAgentProposesByItsKeyUntilThatIsRevoked() throws IOException {
    Answer made = admin("POST", KEYS, "{}");
    assertThat(made.status()).isEqualTo(201);
    String first = made.text("/key");
    assertThat(proposing(first).text("/verdict")).isEqualTo("approved");

    String id = made.text("/about/id");
    Answer rotated = admin("POST", KEYS + "/" + id + "/rotate", "{\"overlap\": \"PT10M\"}");
    String second = rotated.text("/key");
    assertThat(proposing(first).status()).as("during the overlap").isEqualTo(200);
    assertThat(proposing(second).status()).isEqualTo(200);

    assertThat(admin("DELETE", KEYS + "/" + id, null).status()).isEqualTo(204);
    assertThat(proposing(first).status()).as("after it was revoked").isEqualTo(401);
    assertThat(proposing(second).status()).isEqualTo(200);
    String next = rotated.text("/about/id");
    assertThat(admin("DELETE", KEYS + "/" + next, null).status()).isEqualTo(204);
    assertThat(proposing(second).status()).isEqualTo(401);

    assertThat(desk.send("GET", "/v1/agents", first, null).status()).isEqualTo(401);
    assertThat(Files.readString(stack.part("countersign").log()))
        .contains("Key cs_" + id)
        .doesNotContain(first, second);
  }

  @Test
  void aKeyEndsByItself() {
    String end = Instant.now().plusSeconds(2).toString();
    String key = admin("POST", KEYS, "{\"expiresAt\": \"" + end + "\"}").text("/key");

    Desk.await(() -> desk.send("GET", "/v1/actions/x", key, null).status() == 401);
  }

  @Test
  void anAuditorsKeyReadsAndNothingElse() {
    Answer made = admin("POST", "/v1/keys", "{\"holder\": \"audrey\", \"scopes\": [\"audit\"]}");
    String key = made.text("/key");

    assertThat(desk.send("GET", "/v1/audit/actions", key, null).status()).isEqualTo(200);
    assertThat(proposing(key).status()).isEqualTo(403);
    assertThat(desk.send("GET", "/v1/keys", key, null).status()).isEqualTo(403);
    admin("DELETE", "/v1/keys/" + made.text("/about/id"), null);
    assertThat(desk.send("GET", "/v1/audit/actions", key, null).status()).isEqualTo(401);
  }

  @Test
  void anAgentProposesByATokenOfATrustedIssuerAndTheAuditTellsForWhom() {
    Instant later = Instant.now().plusSeconds(300);
    var chain = Map.of("sub", "support-agent", "act", Map.of("sub", "agent-y"));
    String token = issuer.sign(issuer.claims("alice", later).claim("act", chain).build());

    Answer decided = proposing(token);

    assertThat(decided.status()).isEqualTo(200);
    String id = decided.text("/id");
    desk.awaitEntry(id, "action-proposed");
    assertThat(desk.entriesOf(id).getFirst().path("sentence").asText())
        .contains("support-agent proposed refund.issue (for alice, by support-agent, via agent-y)");
    assertThat(desk.entriesOf(id).getFirst().at("/detail/action/actsFor/actors/1/sub").asText())
        .isEqualTo("agent-y");
  }

  @Test
  void theSameKeyForSomeoneElseIsAnotherRequest() {
    Instant later = Instant.now().plusSeconds(300);
    String key = unique();
    String body = refund(20).json();
    List<Integer> answers =
        List.of("alice", "bob").stream()
            .map(
                it ->
                    issuer.sign(
                        issuer
                            .claims(it, later)
                            .claim("act", Map.of("sub", "support-agent"))
                            .build()))
            .map(it -> proposing(it, key, body).status())
            .toList();

    assertThat(answers).containsExactly(200, 422);
  }

  @Test
  void aTokenThatIsNotForThisDeskIsNobodys() {
    Instant later = Instant.now().plusSeconds(300);
    var good = issuer.claims("support-agent", later);
    assertThat(proposing(issuer.sign(good.build())).status()).isEqualTo(200);

    assertThat(proposing(issuer.sign(good.audience("payments").build())).status()).isEqualTo(401);
    assertThat(
            proposing(
                    issuer.sign(
                        issuer.claims("support-agent", Instant.now().minusSeconds(60)).build()))
                .status())
        .isEqualTo(401);
    try (var stranger = TestIssuer.start()) {
      assertThat(proposing(stranger.sign(stranger.claims("support-agent", later).build())).status())
          .isEqualTo(401);
    }
  }

  private Answer proposing(String credential) {
    return proposing(credential, unique(), refund(20).json());
  }

  private Answer proposing(String credential, String key, String body) {
    return desk.send(
        "POST", "/v1/actions", credential, body, "Idempotency-Key", key, "Prefer", "wait=30");
  }

  private Answer admin(String method, String path, String body) {
    return desk.send(method, path, desk.adminKey(), body);
  }
}
