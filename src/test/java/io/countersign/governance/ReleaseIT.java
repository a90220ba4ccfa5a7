package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.governance.Desk.Answer;
import io.countersign.localstack.Part;
import io.countersign.localstack.RunningStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Approvals are used once, for what they were given, by whom they were given to. */
@ExtendWith(RunningStack.Provider.class)
class ReleaseIT {

  private static final Path PEOPLE = RunningStack.MODELS.resolve("organization.yaml");

  private final RunningStack stack;
  private final Desk desk;

  ReleaseIT(RunningStack stack) {
    this.stack = stack;
    this.desk = new Desk(stack);
  }

  @Test
  void anApprovalForDigestACannotRunB() {
    Answer decided = desk.decided(refund(20));

    Answer other = redeem(decided.text("/id"), "sha256:" + "0".repeat(64));

    assertThat(other.status()).isEqualTo(409);
    assertThat(other.text("/code")).isEqualTo("DIGEST_MISMATCH");
    assertThat(redeem(decided).status()).isEqualTo(200);
  }

  @Test
  void anApprovalIsUsedOnceByAHundredCallsAtOnce() throws Exception {
    Answer decided = desk.decided(refund(20));

    List<Integer> statuses;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> call = () -> redeem(decided).status();
      statuses =
          threads.invokeAll(IntStream.range(0, 100).mapToObj(n -> call).toList()).stream()
              .map(Future::resultNow)
              .toList();
    }

    assertThat(statuses).containsOnlyOnce(200);
    assertThat(statuses).allMatch(it -> it == 200 || it == 409 || it == 503);
    String id = decided.text("/id");
    desk.awaitEntry(id, "release-redeemed");
    assertThat(desk.entries(id, "release-redeemed")).isOne();
  }

  @Test
  void anApprovalStaysUsedOverARestartOfAll() {
    Answer decided = desk.decided(refund(20));
    assertThat(redeem(decided).status()).isEqualTo(200);

    Part application = stack.part("countersign");
    Part broker = stack.part("zeebe");
    application.kill();
    broker.kill();
    broker.start();
    broker.awaitReady();
    application.start();
    application.awaitReady();

    Desk.await(() -> redeem(decided).text("/code").equals("RELEASE_REDEEMED"));
  }

  @Test
  void theReleaseIsVerifiedOfflineWithThePublishedKey() throws Exception {
    Answer decided = desk.decided(refund(20));

    String release =
        desk.send("GET", "/v1/actions/" + decided.text("/id") + "/release", desk.agentKey(), null)
            .text("/release");
    String keys = desk.send("GET", "/.well-known/jwks.json", null, null).raw().body();

    var claims =
        new JwtConsumerBuilder()
            .setVerificationKey(new JsonWebKeySet(keys).getJsonWebKeys().getFirst().getKey())
            .setExpectedIssuer("countersign")
            .setExpectedSubject("support-agent")
            .setRequireExpirationTime()
            .setAllowedClockSkewInSeconds(5)
            .build()
            .processToClaims(release);
    assertThat(claims.getStringClaimValue("digest")).isEqualTo(decided.text("/digest"));
    assertThat(claims.getStringClaimValue("action")).isEqualTo(decided.text("/id"));
  }

  @Test
  void whatIsNotApprovedHasNoRelease() {
    Answer blocked = desk.decided(refund(9500));

    assertThat(redeem(blocked).text("/code")).isEqualTo("NOT_APPROVED");
    assertThat(
            desk.send(
                    "GET", "/v1/actions/" + blocked.text("/id") + "/release", desk.agentKey(), null)
                .text("/code"))
        .isEqualTo("NOT_APPROVED");
  }

  @Test
  void whatWasTakenBackCannotBeRedeemed() {
    Answer decided = desk.decided(refund(20));
    String id = decided.text("/id");

    Answer withdrawn = desk.send("POST", "/v1/actions/" + id + "/withdraw", desk.agentKey(), "{}");

    assertThat(withdrawn.status()).isEqualTo(200);
    Desk.await(() -> redeem(decided).text("/code").equals("RELEASE_WITHDRAWN"));
    desk.awaitEntry(id, "release-withdrawn");
  }

  @Test
  void whatWasRedeemedCannotBeTakenBack() {
    Answer decided = desk.decided(refund(20));
    assertThat(redeem(decided).status()).isEqualTo(200);

    Answer withdrawn =
        desk.send(
            "POST", "/v1/actions/" + decided.text("/id") + "/withdraw", desk.agentKey(), "{}");

    assertThat(withdrawn.text("/code")).isEqualTo("ACTION_DECIDED");
  }

  @Test
  void policyThatBecameStricterForbidsIt() throws IOException {
    String people = Files.readString(PEOPLE);
    Answer decided = desk.decided(refund(20));
    try {
      Files.writeString(
          PEOPLE, people.replace("- id: support-agent", "- id: support-agent-of-old"));
      Desk.await(
          () ->
              !desk.send("POST", "/v1/actions:preview", desk.agentKey(), refund(20).json())
                  .text("/control")
                  .equals("autonomous"));

      assertThat(redeem(decided).text("/code")).isEqualTo("POLICY_FORBIDS");
    } finally {
      Files.writeString(PEOPLE, people);
    }
    Desk.await(() -> redeem(decided).status() == 200);
  }

  @Test
  void anotherAgentsReleaseDoesNotExist() {
    Answer decided = desk.decided(refund(20));

    Answer stray =
        desk.send(
            "POST",
            "/v1/actions/" + decided.text("/id") + "/release/redeem",
            stack.addresses().get("COUNTERSIGN_STRAY_AGENT_KEY"),
            "{\"digest\": \"" + decided.text("/digest") + "\"}");

    assertThat(stray.text("/code")).isEqualTo("ACTION_NOT_FOUND");
    assertThat(redeem(decided).status()).isEqualTo(200);
  }

  @Test
  void theOutcomeIsReportedOnce() {
    Answer decided = desk.decided(refund(20));
    redeem(decided);
    String id = decided.text("/id");
    Desk.await(() -> desk.timeline(id).text("/action/releaseState").equals("redeemed"));

    Answer first = report(id, "executed", decided.text("/digest"));
    Answer second = report(id, "failed", decided.text("/digest"));

    assertThat(first.status()).isEqualTo(200);
    assertThat(second.text("/code")).isEqualTo("OUTCOME_REPORTED");
    desk.awaitEntry(id, "outcome-reported");
    assertThat(entry(id, "outcome-reported").path("severity").asText()).isEqualTo("info");
  }

  @Test
  void executingSomethingElseIsAnAlarm() {
    Answer decided = desk.decided(refund(20));
    redeem(decided);
    String id = decided.text("/id");

    report(id, "executed", "sha256:" + "0".repeat(64));

    desk.awaitEntry(id, "outcome-reported");
    assertThat(entry(id, "outcome-reported").path("severity").asText()).isEqualTo("alarm");
    assertThat(entry(id, "outcome-reported").path("sentence").asText())
        .contains("Something else was executed than what was approved.");
  }

  @Test
  void executingWithoutAnApprovalIsAnAlarm() {
    Answer blocked = desk.decided(refund(9500));
    String id = blocked.text("/id");
    desk.awaitEntry(id, "action-closed");

    report(id, "executed", blocked.text("/digest"));

    desk.awaitEntry(id, "outcome-reported");
    assertThat(entry(id, "outcome-reported").path("sentence").asText())
        .contains("It was executed without an approval.");
  }

  @Test
  void refusesWhatIsNoDigestAndNoResult() {
    Answer decided = desk.decided(refund(20));

    assertThat(redeem(decided.text("/id"), "sha256:short").text("/field")).isEqualTo("digest");
    assertThat(report(decided.text("/id"), "perhaps", null).text("/field")).isEqualTo("result");
  }

  private com.fasterxml.jackson.databind.JsonNode entry(String id, String kind) {
    return desk.entriesOf(id).stream()
        .filter(it -> it.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private Answer redeem(Answer decided) {
    return redeem(decided.text("/id"), decided.text("/digest"));
  }

  private Answer redeem(String id, String digest) {
    return desk.send(
        "POST",
        "/v1/actions/" + id + "/release/redeem",
        desk.agentKey(),
        "{\"digest\": \"" + digest + "\"}");
  }

  private Answer report(String id, String result, String digest) {
    return desk.send(
        "POST",
        "/v1/actions/" + id + "/outcome",
        desk.agentKey(),
        "{\"result\": \"%s\", \"reference\": \"payment-77\"%s}"
            .formatted(result, digest == null ? "" : ", \"digest\": \"" + digest + "\""));
  }
}
