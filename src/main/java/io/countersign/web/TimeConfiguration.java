package io.countersign.web;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The one clock of the application, and the threads of what it does again and again. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

  /** More than there are methods that repeat. */
  private static final int THREADS = 16;

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /**
   * With virtual threads Spring repeats everything on one thread: what waits there for the engine
   * would keep a revoked key good.
   */
  @Bean
  ThreadPoolTaskScheduler taskScheduler() {
    var scheduler = new ThreadPoolTaskScheduler();
    scheduler.setPoolSize(THREADS);
    scheduler.setThreadNamePrefix("repeat-");
    return scheduler;
  }
}
