package io.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

class TimeConfigurationTest {

  @Test
  void whatWaitsHoldsUpNothingElseThatRepeats() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(TaskSchedulingAutoConfiguration.class))
        .withPropertyValues("spring.threads.virtual.enabled=true")
        .withUserConfiguration(TimeConfiguration.class, Looks.class)
        .run(
            context -> {
              Looks looks = context.getBean(Looks.class);
              assertThat(looks.waiting.await(10, TimeUnit.SECONDS)).isTrue();
              assertThat(looks.others.await(10, TimeUnit.SECONDS)).isTrue();
              looks.engine.countDown();
            });
  }

  @EnableScheduling
  static class Looks {

    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch engine = new CountDownLatch(1);
    private final CountDownLatch others = new CountDownLatch(3);

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MILLISECONDS)
    void waitForTheEngine() throws InterruptedException {
      waiting.countDown();
      engine.await();
    }

    @Scheduled(initialDelay = 100, fixedDelay = 1, timeUnit = TimeUnit.MILLISECONDS)
    void look() {
      others.countDown();
    }
  }
}
