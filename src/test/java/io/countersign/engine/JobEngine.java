package io.countersign.engine;

import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import io.camunda.zeebe.protocol.record.Record;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An engine in memory with a process of one job. */
final class JobEngine implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String TYPE = "deliver-callback";
  private static final String PROCESS = "outbox";

  private final ZeebeTestEngine engine = EngineFactory.create();
  private final CamundaClient client;

  JobEngine() {
    engine.start();
    client =
        CamundaClient.newClientBuilder()
            .grpcAddress(URI.create("http://" + engine.getGatewayAddress()))
            .preferRestOverGrpc(false)
            .defaultRequestTimeout(PATIENCE)
            .build();
    client
        .newDeployResourceCommand()
        .addProcessModel(
            Bpmn.createExecutableProcess(PROCESS)
                .startEvent()
                .serviceTask("Task", task -> task.zeebeJobType(TYPE).zeebeJobRetries("10"))
                .endEvent()
                .done(),
            "outbox.bpmn")
        .send()
        .join();
  }

  CamundaClient client() {
    return client;
  }

  /** The job of a new process, activated for an hour. */
  ActivatedJob newJob() {
    client.newCreateInstanceCommand().bpmnProcessId(PROCESS).latestVersion().send().join();
    return nextJob();
  }

  /** The next job that is there to be done. */
  ActivatedJob nextJob() {
    return await().atMost(PATIENCE).until(this::activated, Optional::isPresent).orElseThrow();
  }

  Stream<Record<?>> records() {
    return StreamSupport.stream(engine.getRecordStreamSource().getRecords().spliterator(), false);
  }

  private Optional<ActivatedJob> activated() {
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

  @Override
  public void close() {
    client.close();
    engine.stop();
  }
}
