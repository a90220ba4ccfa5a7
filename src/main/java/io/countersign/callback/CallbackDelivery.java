package io.countersign.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.countersign.action.ProposedAction;
import io.countersign.engine.RetryLaterException;
import io.countersign.engine.RetryTime;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Delivers a message by the attempts of a job.
 *
 * <p>The outbox is the engine: a failed attempt is a failed job that comes again after the pause of
 * the schedule; after the last one the delivery is dead. The {@code webhook-id} is made from the
 * event, so a repeated job repeats the message and the receiver drops it.
 */
@Component
class CallbackDelivery {

  private static final Logger LOG = LoggerFactory.getLogger(CallbackDelivery.class);

  private final CallbackAttempts attempts;
  private final Clock clock;
  private final Counter dead;
  private final SecureRandom random = new SecureRandom();

  CallbackDelivery(CallbackAttempts attempts, Clock clock, MeterRegistry meters) {
    this.attempts = attempts;
    this.clock = clock;
    this.dead =
        Counter.builder("countersign.callback.dead")
            .description("Deliveries that used up their attempts or have no way to their receiver")
            .register(meters);
  }

  /**
   * @param retries attempts that are left, this one with them
   * @return what the history keeps of the delivery
   */
  Map<String, Object> attempt(int retries, ProposedAction action, CallbackMessage message)
      throws JsonProcessingException {
    int number = Math.max(1, RetrySchedule.ATTEMPTS - retries + 1);
    CallbackAttempts.Made made = attempts.make(action, message);
    String id = message.webhookId();
    return switch (made.attempt()) {
      case Attempt.Delivered(int status) -> {
        LOG.info("Callback {} delivered at attempt {}", id, number);
        yield Map.of(
            "state",
            "delivered",
            "attempts",
            number,
            "status",
            status,
            "host",
            made.host(),
            "at",
            clock.instant().toString());
      }
      case Attempt.NotWanted nobody -> Map.of("state", "not_wanted");
      case Attempt.NotNow(Duration pause) -> throw RetryTime.leave(pause);
      case Attempt.Gone gone -> throw dead(action, id, "HTTP 410 from " + made.host());
      case Attempt.Closed(String reason) -> throw dead(action, id, reason);
      case Attempt.Failed failed -> {
        String reason =
            made.host().isEmpty() ? failed.reason() : failed.reason() + " from " + made.host();
        if (retries <= 1) {
          throw dead(action, id, reason);
        }
        LOG.warn("Callback {} failed at attempt {}: {}", id, number, reason);
        throw new RetryLaterException(
            reason, retries - 1, RetrySchedule.after(number, failed.retryAfter(), random));
      }
    };
  }

  /** Without attempts left the engine raises an incident. */
  private RetryLaterException dead(ProposedAction action, String id, String reason) {
    dead.increment();
    LOG.warn(
        "Callback {} is dead: {}; {} answers for agent {}",
        id,
        reason,
        owner(action.agent().owner()),
        action.agent().id());
    return new RetryLaterException(reason, 0, Duration.ZERO);
  }

  private static String owner(@Nullable String owner) {
    return owner == null ? "nobody" : owner;
  }
}
