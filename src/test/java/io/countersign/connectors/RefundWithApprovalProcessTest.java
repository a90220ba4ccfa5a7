package io.countersign.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.camunda.client.api.response.ActivatedJob;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example runs with the real REST connector; a refund is issued only when it was approved. */
@Timeout(60)
class RefundWithApprovalProcessTest {

  private static final Path EXAMPLE = Path.of("connectors/examples/refund-with-approval.bpmn");
  private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String ANOTHER_SECRET = "whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
  private static final Map<String, Object> CASE =
      Map.of(
          "order", Map.of("id", "1042", "total", 260, "currency", "EUR"),
          "refund",
              Map.of(
                  "amount", 240,
                  "currency", "EUR",
                  "reason", "damaged",
                  "rationale", "The photo shows a broken screen.",
                  "requestedBy", "customer-17"));

  private final FakeCountersign countersign = new FakeCountersign();
  private final Map<String, String> secrets =
      new HashMap<>(
          Map.of(
              "COUNTERSIGN_URL", countersign.url(),
              "COUNTERSIGN_AGENT_KEY", "key-of-the-agent",
              "REFUND_DECISION_URL", "https://agent.example/refund-decided"));
  private final ConnectorEngine engine = new ConnectorEngine(secrets);
  private final RefundDecisionReceiver receiver =
      RefundDecisionReceiver.start(SECRET, engine.client());
  private final List<ActivatedJob> refunds = new CopyOnWriteArrayList<>();

  @BeforeEach
  void payThrough() {
    engine
        .client()
        .newWorker()
        .jobType("issue-refund")
        .handler(
            (jobs, job) -> {
              refunds.add(job);
              jobs.newCompleteCommand(job).variables(Map.of("receipt", "r-1")).send().join();
            })
        .open();
  }

  @AfterEach
  void stop() {
    receiver.close();
    engine.close();
    countersign.close();
  }

  @Test
  void aRefundThatNeedsNobodyIsIssuedAtOnce() {
    countersign.answersDecided("autonomous", "approved");

    engine.run(EXAMPLE, CASE);

    engine.awaitEnd("EndEvent_RefundIssued");
    assertThat(refunds).hasSize(1);
    assertThat(engine.completed()).doesNotContain("Task_AwaitDecision");
    assertThat(countersign.proposals().getFirst().body())
        .containsEntry("summary", "Refund 240 EUR on order 1042")
        .containsEntry("arguments", Map.of("amount", 240, "currency", "EUR", "reason", "damaged"))
        .containsEntry("requestedBy", "customer-17")
        .containsEntry("callbackUrl", "https://agent.example/refund-decided");
  }

  @Test
  void aBlockedRefundIsRefusedAtOnce() {
    countersign.answersDecided("blocked", "rejected");

    engine.run(EXAMPLE, CASE);

    engine.awaitEnd("EndEvent_RefundRefused");
    assertThat(refunds).isEmpty();
  }

  @Test
  void anApprovalByMessageIssuesTheRefundOnce() throws Exception {
    runUntilItWaits();

    assertThat(call(SECRET, "approved", FakeCountersign.DIGEST)).isEqualTo(204);

    engine.awaitEnd("EndEvent_RefundIssued");
    assertThat(refunds).hasSize(1);
    assertThat(engine.variable("governedAction")).contains("\"verdict\":\"approved\"");
    assertThat(engine.processVariables())
        .containsExactlyInAnyOrder("order", "refund", "governedAction", "receipt");
  }

  @Test
  void anApprovalThatComesBeforeTheProcessWaitsIsKept() throws Exception {
    call(SECRET, "approved", FakeCountersign.DIGEST);

    engine.run(EXAMPLE, CASE);

    engine.awaitEnd("EndEvent_RefundIssued");
  }

  @Test
  void aRejectionRefusesTheRefund() throws Exception {
    runUntilItWaits();

    call(SECRET, "rejected", FakeCountersign.DIGEST);

    engine.awaitEnd("EndEvent_RefundRefused");
    assertThat(refunds).isEmpty();
  }

  @Test
  void anApprovalOfSomethingElseRefusesTheRefund() throws Exception {
    runUntilItWaits();

    call(SECRET, "approved", "sha256:00");

    engine.awaitEnd("EndEvent_RefundRefused");
    assertThat(refunds).isEmpty();
  }

  @Test
  void aForgedCallbackChangesNothing() throws Exception {
    runUntilItWaits();

    assertThat(call(ANOTHER_SECRET, "approved", FakeCountersign.DIGEST)).isEqualTo(401);
    call(SECRET, "rejected", FakeCountersign.DIGEST);

    engine.awaitEnd("EndEvent_RefundRefused");
    assertThat(refunds).isEmpty();
  }

  @Test
  void noDecisionInTimeRefusesTheRefund() {
    runUntilItWaits();

    engine.letPass(Duration.ofDays(4).plusMinutes(1));

    engine.awaitEnd("EndEvent_RefundRefused");
    assertThat(engine.completed()).contains("BoundaryEvent_NoDecision");
    assertThat(refunds).isEmpty();
  }

  @Test
  void aReusedKeyEndsWithoutARefund() {
    countersign.refuses(422, "IDEMPOTENCY_KEY_REUSED", "The key belongs to another request.");

    engine.run(EXAMPLE, CASE);

    engine.awaitEnd("EndEvent_RefundNotProposed");
    assertThat(refunds).isEmpty();
    assertThat(engine.processVariables()).doesNotContain("governedAction");
  }

  @Test
  void aCountersignThatStaysAwayStopsTheProcessAndIssuesNothing() {
    countersign.close();

    engine.run(EXAMPLE, CASE);
    await()
        .atMost(Duration.ofSeconds(50))
        .until(
            () -> {
              engine.letPass(Duration.ofSeconds(31));
              return !engine.incidents().isEmpty();
            });

    assertThat(engine.incidents()).singleElement().asString().startsWith("JOB_NO_RETRIES");
    assertThat(engine.completed()).doesNotContain("Task_ProposeRefund");
    assertThat(refunds).isEmpty();
  }

  private void runUntilItWaits() {
    engine.run(EXAMPLE, CASE);
    engine.awaitSubscription("refund-decided");
  }

  /** Calls the receiver as Countersign does. */
  private int call(String secret, String verdict, String digest)
      throws IOException, InterruptedException, WebhookSigningException {
    String id = "msg_" + FakeCountersign.ACTION_ID + "_action_decided";
    long now = Instant.now().getEpochSecond();
    String body =
        """
        {"type":"action.decided","timestamp":"2026-03-02T09:12:44Z","data":{"id":"%s",\
        "type":"refund.issue","digest":"%s","control":"review","verdict":"%s","by":["anna"],\
        "reason":"One approval was needed.","decidedAt":"2026-03-02T09:12:44Z"}}"""
            .formatted(FakeCountersign.ACTION_ID, digest, verdict);
    HttpRequest callback =
        HttpRequest.newBuilder(URI.create(receiver.url()))
            .header("content-type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(now))
            .header("webhook-signature", new Webhook(secret).sign(id, now, body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(callback, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
