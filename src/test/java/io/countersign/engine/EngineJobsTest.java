package io.countersign.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import io.camunda.zeebe.protocol.record.ValueType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A job that is dead comes again, with its key, and only once. */
class EngineJobsTest {

  private static final String TYPE = "deliver-callback";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final ZeebeTestEngine ENGINE = EngineFactory.create();
  private static CamundaClient client;

  @BeforeAll
  static void start() {
    ENGINE.start();
    client =
        CamundaClient.newClientBuilder()
            .grpcAddress(URI.create("http://" + ENGINE.getGatewayAddress()))
            .preferRestOverGrpc(false)
            .defaultRequestTimeout(PATIENCE)
            .build();
    client
        .newDeployResourceCommand()
        .addProcessModel(
            Bpmn.createExecutableProcess("outbox")
                .startEvent()
                .serviceTask("Task", task -> task.zeebeJobType(TYPE).zeebeJobRetries("10"))
                .endEvent()
                .done(),
            "outbox.bpmn")
        .send()
        .join();
  }

  @AfterAll
  static void stop() {
    client.close();
    ENGINE.stop();
  }

  @Test
  void startsADeadJobAgainOnce() {
    client.newCreateInstanceCommand().bpmnProcessId("outbox").latestVersion().send().join();
    ActivatedJob job =
        await().atMost(PATIENCE).until(EngineJobsTest::next, Optional::isPresent).get();
    client.newFailCommand(job).retries(0).errorMessage("HTTP 500").send().join();
    long incident =
        await().atMost(PATIENCE).until(EngineJobsTest::incident, Optional::isPresent).get();
    var jobs = new EngineJobs(client);

    assertThat(jobs.startAgain(job.getKey(), 10, incident)).isTrue();

    ActivatedJob again =
        await().atMost(PATIENCE).until(EngineJobsTest::next, Optional::isPresent).get();
    assertThat(again.getKey()).isEqualTo(job.getKey());
    assertThat(again.getRetries()).isEqualTo(10);
    assertThat(jobs.startAgain(job.getKey(), 10, incident)).isFalse();
    client.newCompleteCommand(again).send().join();
    assertThat(jobs.startAgain(job.getKey(), 10, incident)).isFalse();
  }

  private static Optional<ActivatedJob> next() {
    List<ActivatedJob> jobs =
        client
            .newActivateJobsCommand()
            .jobType(TYPE)
            .maxJobsToActivate(1)
            .timeout(Duration.ofHours(1))
            .requestTimeout(Duration.ofSeconds(2))
            .send()
            .join()
            .getJobs();
    return jobs.stream().findFirst();
  }

  private static Optional<Long> incident() {
    return StreamSupport.stream(ENGINE.getRecordStreamSource().getRecords().spliterator(), false)
        .filter(it -> it.getValueType() == ValueType.INCIDENT)
        .map(it -> it.getKey())
        .filter(it -> it > 0)
        .findFirst();
  }
}
