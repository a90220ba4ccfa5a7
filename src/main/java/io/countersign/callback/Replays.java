package io.countersign.callback;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.countersign.engine.EngineJobs;
import io.countersign.engine.EngineMessages;
import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Sends messages again, with the {@code webhook-id} they had.
 *
 * <p>A dead one is started again in the engine, with all its attempts. A delivered one, which only
 * a call that names it asks for, is sent once at once.
 */
@Service
class Replays {

  private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
  private static final String MESSAGE = "callback-replayed";

  private final DeliveryHistory history;
  private final EngineJobs jobs;
  private final EngineMessages messages;
  private final PastMessages past;
  private final CallbackAttempts attempts;

  Replays(
      DeliveryHistory history,
      EngineJobs jobs,
      EngineMessages messages,
      PastMessages past,
      CallbackAttempts attempts) {
    this.history = history;
    this.jobs = jobs;
    this.messages = messages;
    this.past = past;
    this.attempts = attempts;
  }

  /**
   * @param outcome {@code queued}, {@code delivered} or {@code failed}
   * @param reason why it failed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Replayed(String id, String outcome, @Nullable String reason) {}

  /**
   * @param replayed how many were started again
   * @param more whether there may be others in the range, for a further call
   */
  record Range(int replayed, boolean more) {}

  Replayed one(Caller caller, String id) throws JsonProcessingException {
    Delivery delivery = history.find(id).orElseThrow(Replays::unknown);
    return switch (delivery.state()) {
      case DEAD -> {
        if (!startAgain(caller, delivery)) {
          throw underway("It is not dead any more.");
        }
        yield new Replayed(id, "queued", null);
      }
      case DELIVERED -> sendAgain(caller, delivery);
      case PENDING, RETRYING -> throw underway("It is still being delivered.");
      case CANCELLED -> throw underway("The process went on without it.");
    };
  }

  /** All that are dead; what was delivered meanwhile is not sent again. */
  Range range(Caller caller, DeliveryQuery query) {
    List<Delivery> dead = history.search(query);
    int replayed = (int) dead.stream().filter(it -> startAgain(caller, it)).count();
    return new Range(replayed, dead.size() == query.limit());
  }

  private boolean startAgain(Caller caller, Delivery delivery) {
    if (delivery.incident() == null
        || !jobs.startAgain(
            Long.parseLong(delivery.id()),
            RetrySchedule.ATTEMPTS,
            Long.parseLong(delivery.incident()))) {
      return false;
    }
    note(caller, delivery, "queued");
    return true;
  }

  private Replayed sendAgain(Caller caller, Delivery delivery) throws JsonProcessingException {
    PastMessages.Past message =
        past.of(delivery)
            .orElseThrow(() -> underway("The history does not hold this message any more."));
    Replayed replayed =
        switch (attempts.make(message.action(), message.message()).attempt()) {
          case Attempt.Delivered delivered -> new Replayed(delivery.id(), "delivered", null);
          case Attempt.Failed failed -> failed(delivery, failed.reason());
          case Attempt.Gone gone -> failed(delivery, "HTTP 410");
          case Attempt.Closed closed -> failed(delivery, closed.reason());
          case Attempt.NotWanted nobody -> failed(delivery, "the endpoint is not told of this");
          case Attempt.NotNow soon -> failed(delivery, "the receiver is left alone for now");
        };
    note(caller, delivery, replayed.outcome());
    return replayed;
  }

  private static Replayed failed(Delivery delivery, String reason) {
    return new Replayed(delivery.id(), "failed", reason);
  }

  private void note(Caller caller, Delivery delivery, String outcome) {
    LOG.info("Delivery {} replayed by {}: {}", delivery.id(), caller.id(), outcome);
    messages.publish(
        MESSAGE,
        delivery.actionId(),
        Duration.ZERO,
        Map.of(
            "replay",
            Map.of(
                "by",
                caller.id(),
                "delivery",
                delivery.id(),
                "event",
                delivery.event(),
                "outcome",
                outcome)));
  }

  private static RefusedException unknown() {
    return new RefusedException(ErrorCode.DELIVERY_NOT_FOUND, "No delivery has this id.");
  }

  private static RefusedException underway(String why) {
    return new RefusedException(ErrorCode.DELIVERY_UNDERWAY, why);
  }
}
