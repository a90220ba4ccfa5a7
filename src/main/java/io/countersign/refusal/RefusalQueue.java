package io.countersign.refusal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Holds refusals until they are stored. Adding never waits and never fails: what does not fit is
 * counted and told.
 */
@Component
class RefusalQueue {

  private static final Logger LOG = LoggerFactory.getLogger(RefusalQueue.class);
  private static final int ROOM = 10_000;

  private final BlockingQueue<Refusal> waiting;
  private final Counter dropped;
  private final AtomicBoolean full = new AtomicBoolean();

  @Autowired
  RefusalQueue(MeterRegistry registry) {
    this(registry, ROOM);
  }

  RefusalQueue(MeterRegistry registry, int room) {
    this.waiting = new ArrayBlockingQueue<>(room);
    this.dropped =
        Counter.builder("countersign.refusals.dropped")
            .description(
                "Refused calls that could not be kept because storing them failed too long")
            .register(registry);
    Gauge.builder("countersign.refusals.waiting", waiting, BlockingQueue::size)
        .description("Refused calls that are not stored yet")
        .register(registry);
  }

  void add(Refusal refusal) {
    if (waiting.offer(refusal)) {
      return;
    }
    dropped.increment();
    if (full.compareAndSet(false, true)) {
      LOG.error("The log of refused calls is full: from now on some are lost and only counted");
    }
  }

  /** The oldest ones; they stay until {@link #stored}. */
  List<Refusal> oldest(int most) {
    return waiting.stream().limit(most).toList();
  }

  /** Forgets the oldest ones, which are kept elsewhere now. */
  void stored(int count) {
    waiting.drainTo(new ArrayList<>(), count);
    if (full.compareAndSet(true, false)) {
      LOG.info("The log of refused calls takes calls again");
    }
  }
}
