package io.countersign.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.metrics.DefaultNoopMetricsRecorder;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A job that waits goes on without the engine, once, and only while it is to be done. */
class BackgroundJobsTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);
  private static final long SOON = 500;
  private static final long MUCH_LATER = Duration.ofHours(1).toMillis();

  private static final JobEngine ENGINE = new JobEngine();

  private final CommandRetry errors = new CommandRetry();
  private final DefaultNoopMetricsRecorder metrics = new DefaultNoopMetricsRecorder();
  private final JobCommands commands = new JobCommands(errors, metrics);
  private final AtomicReference<Duration> waitedBeforeFailure = new AtomicReference<>();
  private final JobFailures failures =
      new JobFailures(errors, metrics, commands, ENGINE.client()) {
        @Override
        void fail(Exception failure, ActivatedJob job, Duration waited) {
          waitedBeforeFailure.set(waited);
          super.fail(failure, job, waited);
        }
      };
  private final WaitingJobs waiting = new WaitingJobs(ENGINE.client(), commands, 1);
  private final BackgroundJobs background =
      new BackgroundJobs(ENGINE.client(), commands, failures, waiting);
  private final AtomicInteger done = new AtomicInteger();
  private final Callable<Map<String, Object>> work = () -> Map.of("done", done.incrementAndGet());

  @AfterEach
  void end() {
    background.destroy();
    waiting.destroy();
    failures.destroy();
    errors.destroy();
  }

  @AfterAll
  static void stop() {
    ENGINE.close();
  }

  @Test
  void goesOnWithAJobThatWaitedThoughItDoesNotTimeOut() {
    ActivatedJob job = ENGINE.newJob();

    background.run(job, job.getDeadline() + SOON, work);

    await().atMost(JobEngine.PATIENCE).until(() -> happened(job, JobIntent.COMPLETED));
    assertThat(done).hasValue(1);
    assertThat(happened(job, JobIntent.TIMED_OUT)).isFalse();
  }

  @Test
  void waitsOnceMoreWhenTheWorkAsksForIt() {
    ActivatedJob job = ENGINE.newJob();

    background.run(
        job,
        null,
        () -> {
          if (done.incrementAndGet() == 1) {
            throw RetryTime.leave(Duration.ofMillis(SOON));
          }
          return Map.of();
        });

    await().atMost(JobEngine.PATIENCE).until(() -> happened(job, JobIntent.COMPLETED));
    assertThat(done).hasValue(2);
    assertThat(happened(job, JobIntent.FAILED)).isFalse();
  }

  /** Looked at before it is sent: the gateway in memory drops the variables of a failure. */
  @Test
  void countsThePauseAfterAFailureFromTheEndOfTheWait() {
    ActivatedJob job = ENGINE.newJob();

    background.run(
        job,
        job.getDeadline() + SOON,
        () -> {
          throw new RetryLaterException("HTTP 500", 0, Duration.ofMinutes(10));
        });

    await().atMost(JobEngine.PATIENCE).until(() -> happened(job, JobIntent.FAILED));
    assertThat(waitedBeforeFailure).hasValue(Duration.ofMillis(SOON));
  }

  @Test
  void doesNotDoWhatIsNoMoreToDo() {
    ActivatedJob job = ENGINE.newJob();

    background.run(job, job.getDeadline() + SOON, work);
    ENGINE.client().newCancelInstanceCommand(job.getProcessInstanceKey()).send().join();

    assertThatNothingIsDone();
  }

  @Test
  void waitsAnewWhenTheEngineBringsAJobBackBeforeItsTime() {
    ActivatedJob job = ENGINE.newJob();

    background.run(job, job.getDeadline() + SOON, work);
    background.run(job, job.getDeadline() + MUCH_LATER, work);

    assertThatNothingIsDone();
  }

  @Test
  void leavesToTheEngineWhatWouldFillTheMemory() {
    ActivatedJob first = ENGINE.newJob();
    ActivatedJob second = ENGINE.newJob();

    background.run(first, first.getDeadline() + MUCH_LATER, work);
    background.run(second, second.getDeadline() + SOON, work);

    await().atMost(JobEngine.PATIENCE).until(() -> happened(second, JobIntent.TIMEOUT_UPDATED));
    assertThatNothingIsDone();
  }

  private void assertThatNothingIsDone() {
    await().during(LONG_ENOUGH).atMost(JobEngine.PATIENCE).until(() -> done.get() == 0);
  }

  private static boolean happened(ActivatedJob job, JobIntent intent) {
    return ENGINE.records().anyMatch(it -> it.getKey() == job.getKey() && it.getIntent() == intent);
  }
}
