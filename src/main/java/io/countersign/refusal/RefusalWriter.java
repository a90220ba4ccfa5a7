package io.countersign.refusal;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Brings waiting refusals to the store. While that is away they wait, as far as there is room. */
@Component
class RefusalWriter {

  private static final Logger LOG = LoggerFactory.getLogger(RefusalWriter.class);
  private static final int AT_ONCE = 1_000;

  private final RefusalQueue queue;
  private final RefusalStore store;
  private boolean away;

  RefusalWriter(RefusalQueue queue, RefusalStore store) {
    this.queue = queue;
    this.store = store;
  }

  @Scheduled(fixedDelay = 500, timeUnit = TimeUnit.MILLISECONDS)
  synchronized void write() {
    try {
      for (List<Refusal> some = some(); !some.isEmpty(); some = some()) {
        store.keep(some);
        queue.stored(some.size());
        if (away) {
          away = false;
          LOG.info("Refused calls are stored again");
        }
      }
    } catch (IOException | RuntimeException failed) {
      if (!away) {
        away = true;
        LOG.warn("Refused calls cannot be stored and wait: {}", failed.toString());
      }
    }
  }

  private List<Refusal> some() {
    return queue.oldest(AT_ONCE);
  }

  @PreDestroy
  void writeTheLast() {
    write();
  }
}
