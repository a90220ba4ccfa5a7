package io.countersign.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.models.Workers;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobTypesTest {

  @Test
  void everyWorkerIsFoundWithoutARunningApplication() {
    assertThat(JobTypes.ofTheApplication())
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(Workers.byJobType().keySet());
  }

  @Test
  void connectorsAndOwnWorkersCountToo() {
    assertThat(JobTypes.with(List.of("send-letter")))
        .containsAll(JobTypes.ofTheApplication())
        .contains("send-letter", "io.camunda:http-json:1");
  }
}
