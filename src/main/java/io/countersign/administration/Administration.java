package io.countersign.administration;

import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Lets acts of administration take effect so that the history tells of them.
 *
 * <p>What grants something is told first and takes effect then: nobody is given anything of which
 * no entry tells. If it does not take effect after all, a second entry says so; an application that
 * dies in between leaves the first alone, which then tells too much, never too little. What takes
 * something away takes effect first, whatever the engine does, and is told as soon as the engine
 * takes note; an application that dies in between leaves the log line alone.
 */
@Service
public class Administration {

  private static final Logger LOG = LoggerFactory.getLogger(Administration.class);

  private final Chronicle chronicle;
  private final UntoldActs untold;
  private final AtomicBoolean telling = new AtomicBoolean();

  Administration(Chronicle chronicle, UntoldActs untold) {
    this.chronicle = chronicle;
    this.untold = untold;
  }

  /**
   * Tells of an act, and then lets it take effect.
   *
   * @param act that is checked already: whatever the change refuses now is told as a failure
   * @throws RefusedException {@code ENGINE_UNAVAILABLE}; then nothing is changed
   */
  public <T> T grant(Act act, Supplier<T> change) {
    try {
      chronicle.tell(act);
      return change.get();
    } catch (RuntimeException failure) {
      // Also if the engine did not answer: it may have taken note all the same.
      untold.add(act.failed(code(failure)));
      LOG.warn("{} did not take effect: {}", act.words(), code(failure));
      throw failure;
    }
  }

  /** Tells of an act that took something away, as soon as the engine takes note of it. */
  public void tookAway(Act act) {
    untold.add(act);
  }

  /** Never waits itself: other things that happen every second would wait with it. */
  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  void lookAgain() {
    if (!untold.all().isEmpty() && telling.compareAndSet(false, true)) {
      Thread.startVirtualThread(
          () -> {
            try {
              tellAll();
            } finally {
              telling.set(false);
            }
          });
    }
  }

  /** Tells what waits, in order, until the engine does not take note. */
  void tellAll() {
    try {
      for (Act act : untold.all()) {
        chronicle.tell(act);
        untold.remove(act);
      }
    } catch (RefusedException | UncheckedIOException later) {
      LOG.warn("Acts of administration wait to be told: {}", later.getMessage());
    }
  }

  private static String code(RuntimeException failure) {
    return failure instanceof RefusedException refused
        ? refused.code().name()
        : ErrorCode.INTERNAL_ERROR.name();
  }
}
