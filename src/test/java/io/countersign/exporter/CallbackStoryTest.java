package io.countersign.exporter;

import static io.camunda.zeebe.protocol.record.intent.JobIntent.CANCELED;
import static io.camunda.zeebe.protocol.record.intent.JobIntent.COMPLETED;
import static io.camunda.zeebe.protocol.record.intent.JobIntent.CREATED;
import static io.camunda.zeebe.protocol.record.intent.JobIntent.FAILED;
import static io.camunda.zeebe.protocol.record.intent.JobIntent.RETRIES_UPDATED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the documents show of a delivery while its job goes on. */
class CallbackStoryTest {

  private static final long JOB = 77;
  private static final long INSTANCE = 10;
  private static final Map<String, Object> DELIVERED =
      Map.of(
          "callback",
          Map.of("state", "delivered", "attempts", 3, "status", 204, "host", "127.0.0.1"));

  private final FakeElasticsearch elasticsearch = new FakeElasticsearch();
  private final GovernanceLog log = new GovernanceLog().proposed("act_1", INSTANCE);

  CallbackStoryTest() throws IOException {}

  @AfterEach
  void stop() {
    elasticsearch.close();
  }

  @Test
  void isPendingOnceItIsAskedFor() {
    log.callback(CREATED, JOB, INSTANCE, 10, Map.of());

    assertThat(delivery().path("state").asText()).isEqualTo("pending");
    assertThat(delivery().path("event").asText()).isEqualTo("action.decided");
    assertThat(delivery().path("id").asText()).isEqualTo("77");
  }

  @Test
  void isRetriedWhileAttemptsAreLeft() {
    log.callback(CREATED, JOB, INSTANCE, 10, Map.of()).callback(FAILED, JOB, INSTANCE, 8, Map.of());

    assertThat(delivery().path("state").asText()).isEqualTo("retrying");
    assertThat(delivery().path("attempts").asInt()).isEqualTo(2);
    assertThat(delivery().path("reason").asText()).isEqualTo("HTTP 500 from 127.0.0.1");
  }

  @Test
  void isDeadWithoutAttemptsAndNamesItsIncident() {
    log.callback(CREATED, JOB, INSTANCE, 10, Map.of())
        .callback(FAILED, JOB, INSTANCE, 0, Map.of())
        .incident(88, JOB, INSTANCE);

    assertThat(delivery().path("state").asText()).isEqualTo("dead");
    assertThat(delivery().path("incident").asText()).isEqualTo("88");
    assertThat(elasticsearch.index("countersign-entries").toString()).contains("callback-dead");
  }

  @Test
  void isPendingAgainAfterAReplayAndThenDelivered() {
    log.callback(FAILED, JOB, INSTANCE, 0, Map.of())
        .callback(RETRIES_UPDATED, JOB, INSTANCE, 10, Map.of());
    assertThat(delivery().path("state").asText()).isEqualTo("pending");

    log.callback(COMPLETED, JOB, INSTANCE, 8, DELIVERED);

    assertThat(delivery().path("state").asText()).isEqualTo("delivered");
    assertThat(delivery().path("attempts").asInt()).isEqualTo(3);
  }

  @Test
  void isCancelledWhenTheProcessGoesOnWithoutIt() {
    log.callback(CREATED, JOB, INSTANCE, 10, Map.of())
        .callback(CANCELED, JOB, INSTANCE, 10, Map.of());

    assertThat(delivery().path("state").asText()).isEqualTo("cancelled");
  }

  @Test
  void keepsEveryDeliveryOfAnActionApart() {
    log.callback(CREATED, JOB, INSTANCE, 10, Map.of())
        .callback(CREATED, 78, INSTANCE, 10, Map.of())
        .callback(COMPLETED, JOB, INSTANCE, 10, DELIVERED);

    assertThat(document().at("/callbacks/77/state").asText()).isEqualTo("delivered");
    assertThat(document().at("/callbacks/78/state").asText()).isEqualTo("pending");
  }

  @Test
  void tellsWhoHadAMessageSentAgain() {
    log.message(
        "callback-replayed",
        "act_1",
        Map.of("replay", Map.of("by", "admin", "event", "action.decided", "outcome", "delivered")));
    document();

    assertThat(elasticsearch.index("countersign-entries").toString())
        .contains("callback-replayed")
        .contains("admin had the callback action.decided sent again: delivered.");
  }

  private JsonNode delivery() {
    return document().at("/callbacks/77");
  }

  private JsonNode document() {
    var broker = new FakeBroker(elasticsearch.url(), 500);
    broker.export(log.records());
    broker.tick();
    return elasticsearch.index("countersign-actions").get("act_1");
  }
}
