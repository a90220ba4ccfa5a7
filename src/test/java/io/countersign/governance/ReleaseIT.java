package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.demo.CallbackReceiver;
import io.countersign.governance.Desk.Answer;
import io.countersign.localstack.Part;
import io.countersign.localstack.RunningStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
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

    Answer other = desk.redeem(decided.text("/id"), "sha256:" + "0".repeat(64));

    assertThat(other.status()).isEqualTo(409);
    assertThat(other.text("/code")).isEqualTo("DIGEST_MISMATCH");
    assertThat(desk.redeem(decided).status()).isEqualTo(200);
  }

  @Test
  void anApprovalIsUsedOnceByAHundredCallsAtOnce() throws Exception {
    Answer decided = desk.decided(refund(20));

    List<Integer> statuses = desk.redeemAtOnce(decided, 100);

    assertThat(statuses).containsOnlyOnce(200);
    assertThat(statuses).allMatch(it -> it == 200 || it == 409 || it == 503);
    String id = decided.text("/id");
    desk.awaitEntry(id, "release-redeemed");
    assertThat(desk.entries(id, "release-redeemed")).isOne();
  }

  @Test
  void anApprovalStaysUsedOverARestartOfAll() {
    Answer decided = desk.decided(refund(20));
    assertThat(desk.redeem(decided).status()).isEqualTo(200);

    Part application = stack.part("countersign");
    Part broker = stack.part("zeebe");
    application.kill();
    broker.kill();
    broker.start();
    broker.awaitReady();
    application.start();
    application.awaitReady();

    Desk.await(() -> desk.redeem(decided).text("/code").equals("RELEASE_REDEEMED"));
  }

  @Test
  void theReleaseIsVerifiedOfflineWithThePublishedKey() throws Exception {
    Answer decided = desk.decided(refund(20));

    JwtClaims claims = claims(release(decided));

    assertThat(claims.getStringClaimValue("digest")).isEqualTo(decided.text("/digest"));
    assertThat(claims.getStringClaimValue("action")).isEqualTo(decided.text("/id"));
  }

  @Test
  void whatIsNotApprovedHasNoRelease() {
    Answer blocked = desk.decided(refund(9500));

    assertThat(desk.redeem(blocked).text("/code")).isEqualTo("NOT_APPROVED");
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
    Desk.await(() -> desk.redeem(decided).text("/code").equals("RELEASE_WITHDRAWN"));
    desk.awaitEntry(id, "release-withdrawn");
  }

  @Test
  void whatWasRedeemedCannotBeTakenBack() {
    Answer decided = desk.decided(refund(20));
    assertThat(desk.redeem(decided).status()).isEqualTo(200);

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

      assertThat(desk.redeem(decided).text("/code")).isEqualTo("POLICY_FORBIDS");
    } finally {
      Files.writeString(PEOPLE, people);
    }
    Desk.await(() -> desk.redeem(decided).status() == 200);
  }

  @Test
  void policyJudgesTheSameFactsAgainWhenItIsRedeemed() throws IOException {
    Path rule = RunningStack.MODELS.resolve("rules/order-total.drl");
    String observed = "\"orderTotal\": 77";
    Answer decided = desk.decided(refund(20).observing(observed));
    Files.writeString(
        rule,
        """
        package rules

        import io.countersign.policy.Findings
        import io.countersign.policy.Observed

        global Findings findings

        rule "P-901 No refunds on such orders"
        when
          Observed( name == "orderTotal", value == "77" )
        then
          findings.block("P-901", "No refunds on such orders.");
        end
        """);
    try {
      Desk.await(
          () ->
              desk.send(
                      "POST",
                      "/v1/actions:preview",
                      desk.agentKey(),
                      refund(20).observing(observed).json())
                  .text("/control")
                  .equals("blocked"));

      Answer refused = desk.redeem(decided);

      assertThat(refused.text("/code")).isEqualTo("POLICY_FORBIDS");
      assertThat(refused.text("/detail")).contains("No refunds on such orders.");
    } finally {
      Files.delete(rule);
    }
    Desk.await(() -> desk.redeem(decided).status() == 200);
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
    assertThat(desk.redeem(decided).status()).isEqualTo(200);
  }

  @Test
  void theOutcomeIsReportedOnce() {
    Answer decided = desk.decided(refund(20));
    desk.redeem(decided);
    String id = decided.text("/id");
    Desk.await(() -> desk.timeline(id).text("/action/releaseState").equals("redeemed"));

    Answer first = desk.report(id, "executed", decided.text("/digest"));
    Answer second = desk.report(id, "failed", decided.text("/digest"));

    assertThat(first.status()).isEqualTo(200);
    assertThat(second.text("/code")).isEqualTo("OUTCOME_REPORTED");
    desk.awaitEntry(id, "outcome-reported");
    assertThat(entry(id, "outcome-reported").path("severity").asText()).isEqualTo("info");
  }

  @Test
  void executingSomethingElseIsAnAlarm() {
    Answer decided = desk.decided(refund(20));
    desk.redeem(decided);
    String id = decided.text("/id");

    desk.report(id, "executed", "sha256:" + "0".repeat(64));

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

    desk.report(id, "executed", blocked.text("/digest"));

    desk.awaitEntry(id, "outcome-reported");
    assertThat(entry(id, "outcome-reported").path("sentence").asText())
        .contains("It was executed without an approval.");
  }

  @Test
  void anApprovalThatAProcessFollowsIsStillUsedOnceByAHundredCallsAtOnce() throws Exception {
    String id = desk.inReview(refund(240));
    Answer decided = desk.awaitAfter(id, "anna", "approve", "Checked.");

    assertThat(desk.redeemAtOnce(decided, 100)).containsOnlyOnce(200);
    desk.awaitEntry(id, "release-redeemed");
    assertThat(desk.entries(id, "release-redeemed")).isOne();
  }

  @Test
  void anApprovalThatNobodyUsesExpiresAndTheAgentIsTold() {
    try (var receiver =
        CallbackReceiver.start(stack.addresses().get("COUNTERSIGN_CALLBACK_SECRET"))) {
      Answer decided = desk.decided(refund(20).callingBack(receiver.url()));
      String id = decided.text("/id");
      Desk.await(() -> receiver.hasVerified(id));
      desk.awaitEntry(id, "callback-delivered");

      stack.moveClock(Duration.ofMinutes(61));

      desk.awaitEntry(id, "release-expired");
      assertThat(desk.redeem(decided).text("/code")).isEqualTo("RELEASE_EXPIRED");
      Desk.await(() -> receiver.verified().get(id).path("type").asText().equals("action.expired"));
      assertThat(receiver.verified().get(id).path("data").has("verdict")).isFalse();
      desk.awaitEntry(id, "action-closed");
    }
  }

  @Test
  void withoutAnOutcomeInTimeTheTimelineSaysThatItIsUnknown() {
    String id = desk.inReview(refund(240));
    Answer decided = desk.awaitAfter(id, "anna", "approve", "Checked.");
    assertThat(desk.redeem(decided).status()).isEqualTo(200);
    desk.awaitEntry(id, "release-redeemed");

    stack.moveClock(Duration.ofMinutes(61));

    desk.awaitEntry(id, "outcome-overdue");
    assertThat(desk.entries(id, "release-expired")).isZero();
    assertThat(desk.report(id, "executed", decided.text("/digest")).status()).isEqualTo(200);
  }

  @Test
  void theKeyIsRotatedWithoutDowntimeAndTheOldOneStillVerifies() throws Exception {
    Answer decided = desk.decided(refund(20));
    String before = release(decided);

    Answer rotated = desk.send("POST", "/v1/release/keys:rotate", desk.adminKey(), "{}");

    assertThat(rotated.status()).isEqualTo(200);
    String after = release(decided);
    assertThat(after).isNotEqualTo(before);
    assertThat(claims(before).getJwtId()).isEqualTo(claims(after).getJwtId());
    assertThat(desk.redeem(decided).status()).isEqualTo(200);
    assertThat(desk.send("POST", "/v1/release/keys:rotate", desk.agentKey(), "{}").status())
        .isEqualTo(403);
  }

  @Test
  void refusesWhatIsNoDigestAndNoResult() {
    Answer decided = desk.decided(refund(20));

    assertThat(desk.redeem(decided.text("/id"), "sha256:short").text("/field")).isEqualTo("digest");
    assertThat(desk.report(decided.text("/id"), "perhaps", null).text("/field"))
        .isEqualTo("result");
  }

  private String release(Answer decided) {
    return desk.send(
            "GET", "/v1/actions/" + decided.text("/id") + "/release", desk.agentKey(), null)
        .text("/release");
  }

  private JwtClaims claims(String release) throws Exception {
    String keys = desk.send("GET", "/.well-known/jwks.json", null, null).raw().body();
    return new JwtConsumerBuilder()
        .setVerificationKeyResolver(
            new JwksVerificationKeyResolver(new JsonWebKeySet(keys).getJsonWebKeys()))
        .setExpectedIssuer("countersign")
        .setExpectedSubject("support-agent")
        .setRequireExpirationTime()
        .setAllowedClockSkewInSeconds(5)
        .build()
        .processToClaims(release);
  }

  private com.fasterxml.jackson.databind.JsonNode entry(String id, String kind) {
    return desk.entriesOf(id).stream()
        .filter(it -> it.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }
}
