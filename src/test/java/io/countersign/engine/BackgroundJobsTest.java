package io.countersign.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.metrics.DefaultNoopMetricsRecorder;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A job that waits goes on without the engine, once, and only while it is to be done. */
class BackgroundJobsTest {

  private static final String TYPE = "wait-for-others";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);

  private static final ZeebeTestEngine ENGINE = EngineFactory.create();
  private static CamundaClient client;
  private static WaitingJobs waiting;
  private static BackgroundJobs background;
  private static CommandRetry commands;

  private final AtomicInteger done = new AtomicInteger();
  private final Callable<Map<String, Object>> work = () -> Map.of("done", done.incrementAndGet());

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
            Bpmn.createExecutableProcess("waiting")
                .startEvent()
                .serviceTask("Task", task -> task.zeebeJobType(TYPE))
                .endEvent()
                .done(),
            "waiting.bpmn")
        .send()
        .join();
    commands = new CommandRetry();
    var metrics = new DefaultNoopMetricsRecorder();
    waiting = new WaitingJobs(client, commands, metrics);
    background =
        new BackgroundJobs(
            client, commands, metrics, new JobFailures(commands, metrics, client), waiting);
  }

  @AfterAll
  static void stop() {
    background.destroy();
    waiting.destroy();
    commands.destroy();
    client.close();
    ENGINE.stop();
  }

  @Test
  void goesOnWithAJobThatWaitedThoughItDoesNotTimeOut() {
    ActivatedJob job = job();

    background.run(job, job.getDeadline() + 300, work);

    await().atMost(PATIENCE).until(() -> happened(job, JobIntent.COMPLETED));
    assertThat(done).hasValue(1);
    assertThat(happened(job, JobIntent.TIMED_OUT)).isFalse();
  }

  @Test
  void waitsOnceMoreWhenTheWorkAsksForIt() {
    ActivatedJob job = job();

    background.run(
        job,
        null,
        () -> {
          if (done.incrementAndGet() == 1) {
            throw RetryTime.leave(Duration.ofMillis(300));
          }
          return Map.of();
        });

    await().atMost(PATIENCE).until(() -> happened(job, JobIntent.COMPLETED));
    assertThat(done).hasValue(2);
    assertThat(happened(job, JobIntent.FAILED)).isFalse();
  }

  /** The in-memory gateway drops the variables of a failure, so they are looked at before. */
  @Test
  void countsThePauseAfterAFailureFromTheEndOfTheWait() {
    ActivatedJob job = job();
    var waited = new AtomicReference<Duration>();
    var metrics = new DefaultNoopMetricsRecorder();
    var failures =
        new JobFailures(commands, metrics, client) {
          @Override
          void fail(Exception failure, ActivatedJob failed, Duration since) {
            waited.set(since);
          }
        };

    new BackgroundJobs(client, commands, metrics, failures, waiting)
        .run(
            job,
            job.getDeadline() + 300,
            () -> {
              throw new RetryLaterException("HTTP 500", 2, Duration.ofMinutes(10));
            });

    await().atMost(PATIENCE).until(() -> waited.get() != null);
    assertThat(waited).hasValue(Duration.ofMillis(300));
    client.newCancelInstanceCommand(job.getProcessInstanceKey()).send().join();
  }

  @Test
  void doesNotDoWhatIsNoMoreToDo() {
    ActivatedJob job = job();

    background.run(job, job.getDeadline() + 500, work);
    client.newCancelInstanceCommand(job.getProcessInstanceKey()).send().join();

    await().during(LONG_ENOUGH).atMost(PATIENCE).until(() -> done.get() == 0);
  }

  @Test
  void doesAJobOnceThatTheEngineBringsBackMeanwhile() {
    ActivatedJob job = job();

    background.run(job, job.getDeadline() + 1_000, work);
    background.run(job, null, work);

    await().atMost(PATIENCE).until(() -> happened(job, JobIntent.COMPLETED));
    await().during(LONG_ENOUGH).atMost(PATIENCE).until(() -> done.get() == 1);
  }

  /** Activated for an hour. */
  private static ActivatedJob job() {
    client.newCreateInstanceCommand().bpmnProcessId("waiting").latestVersion().send().join();
    return await().atMost(PATIENCE).until(BackgroundJobsTest::next, Optional::isPresent).get();
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

  private static boolean happened(ActivatedJob job, JobIntent intent) {
    return StreamSupport.stream(ENGINE.getRecordStreamSource().getRecords().spliterator(), false)
        .anyMatch(it -> it.getKey() == job.getKey() && it.getIntent() == intent);
  }
}
