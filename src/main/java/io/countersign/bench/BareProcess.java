package io.countersign.bench;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.worker.JobWorker;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.grpc.Status;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The least that the engine can do: a message starts a process with one streamed job. */
final class BareProcess implements AutoCloseable {

  private static final String NAME = "bench-bare";

  private final CamundaClient client;
  private final JobWorker worker;
  private final Map<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();

  BareProcess(String grpcUrl) {
    client =
        CamundaClient.newClientBuilder()
            .grpcAddress(URI.create(grpcUrl))
            .preferRestOverGrpc(false)
            .numJobWorkerExecutionThreads(16)
            .build();
    client
        .newDeployResourceCommand()
        .addProcessModel(
            Bpmn.createExecutableProcess(NAME)
                .startEvent()
                .message(NAME)
                .serviceTask("bench", task -> task.zeebeJobType(NAME))
                .endEvent()
                .done(),
            NAME + ".bpmn")
        .send()
        .join();
    worker =
        client
            .newWorker()
            .jobType(NAME)
            .handler(
                (jobs, job) -> {
                  waiting.get((String) job.getVariable("id")).complete(null);
                  jobs.newCompleteCommand(job).send();
                })
            .streamEnabled(true)
            .maxJobsActive(64)
            .pollInterval(Duration.ofMillis(250))
            .open();
  }

  /** Publishes a message and waits until the job has reached its worker. */
  Void run() throws Exception {
    String id = UUID.randomUUID().toString();
    var reached = new CompletableFuture<Void>();
    waiting.put(id, reached);
    try {
      publish(id);
      return reached.get(60, TimeUnit.SECONDS);
    } finally {
      waiting.remove(id);
    }
  }

  private void publish(String id) throws InterruptedException {
    for (long pause = 10; ; pause = Math.min(500, pause * 2)) {
      try {
        client
            .newPublishMessageCommand()
            .messageName(NAME)
            .correlationKey(id)
            .messageId(id)
            .timeToLive(Duration.ofMinutes(10))
            .variables(Map.of("id", id))
            .send()
            .join();
        return;
      } catch (ClientStatusException refused) {
        if (refused.getStatusCode() != Status.Code.RESOURCE_EXHAUSTED) {
          throw refused;
        }
        TimeUnit.MILLISECONDS.sleep(pause);
      }
    }
  }

  @Override
  public void close() {
    worker.close();
    client.close();
  }
}
