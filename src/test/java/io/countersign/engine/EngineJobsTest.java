package io.countersign.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.ValueType;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A job that is dead comes again, with its key, and only once. */
class EngineJobsTest {

  private static final JobEngine ENGINE = new JobEngine();

  @AfterAll
  static void stop() {
    ENGINE.close();
  }

  @Test
  void startsADeadJobAgainOnce() {
    ActivatedJob job = ENGINE.newJob();
    ENGINE.client().newFailCommand(job).retries(0).errorMessage("HTTP 500").send().join();
    long incident =
        await()
            .atMost(JobEngine.PATIENCE)
            .until(EngineJobsTest::incident, Optional::isPresent)
            .orElseThrow();
    var jobs = new EngineJobs(ENGINE.client());

    assertThat(jobs.startAgain(job.getKey(), 10, incident)).isTrue();

    ActivatedJob again = ENGINE.nextJob();
    assertThat(again.getKey()).isEqualTo(job.getKey());
    assertThat(again.getRetries()).isEqualTo(10);
    assertThat(jobs.startAgain(job.getKey(), 10, incident)).isFalse();
    ENGINE.client().newCompleteCommand(again).send().join();
    assertThat(jobs.startAgain(job.getKey(), 10, incident)).isFalse();
  }

  private static Optional<Long> incident() {
    return ENGINE
        .records()
        .filter(it -> it.getValueType() == ValueType.INCIDENT)
        .map(Record::getKey)
        .filter(it -> it > 0)
        .findFirst();
  }
}
