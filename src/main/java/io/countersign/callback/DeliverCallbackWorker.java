package io.countersign.callback;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.camunda.client.api.response.ActivatedJob;
import io.countersign.action.Decision;
import io.countersign.action.ProposedAction;
import io.countersign.callback.CallbackData.Halt;
import io.countersign.engine.BackgroundJobs;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * <em>Deliver callback</em>: a signed message to where the agent is told.
 *
 * <p>Which event it tells is the task's header {@code event}; without one the decision.
 */
@Component
public class DeliverCallbackWorker {

  private static final String EVENT = "event";

  private final CallbackDelivery delivery;
  private final BackgroundJobs background;

  DeliverCallbackWorker(CallbackDelivery delivery, BackgroundJobs background) {
    this.delivery = delivery;
    this.background = background;
  }

  @JobWorker(type = "deliver-callback", autoComplete = false)
  public void deliver(
      ActivatedJob job,
      @Variable ProposedAction action,
      @Variable Decision decision,
      @Variable @Nullable Map<String, Object> halt,
      @Variable @Nullable Long retryFrom) {
    CallbackMessage message = message(job, action, decision, halt);
    background.run(
        job,
        retryFrom,
        () -> Map.of("callback", delivery.attempt(job.getRetries(), action, message)));
  }

  private static CallbackMessage message(
      ActivatedJob job,
      ProposedAction action,
      Decision decision,
      @Nullable Map<String, Object> halt) {
    String word = job.getCustomHeaders().getOrDefault(EVENT, CallbackEvent.DECIDED.word());
    long sequence = CallbackSequence.of(job.getKey());
    return switch (CallbackEvent.of(word).orElseThrow(() -> new UnknownEventException(word))) {
      case DECIDED -> CallbackMessage.decided(action, decision, sequence);
      case EXPIRED -> CallbackMessage.expired(action, executeBy(decision), sequence);
      case HALTED -> CallbackMessage.halted(action, halt(halt), sequence);
      // Questions have a worker of their own: Ask agent.
      case CLARIFICATION_REQUESTED -> throw new UnknownEventException(word);
    };
  }

  private static Instant executeBy(Decision decision) {
    if (decision.executeBy() == null) {
      throw new UnknownEventException("action.expired without an approval");
    }
    return decision.executeBy();
  }

  private static Halt halt(@Nullable Map<String, Object> halt) {
    if (halt == null) {
      throw new UnknownEventException("action.halted without the variable halt");
    }
    return new Halt(
        String.valueOf(halt.get("by")),
        halt.get("reason") instanceof String reason ? reason : null,
        Instant.parse(String.valueOf(halt.get("at"))));
  }

  /** A model asks for a message that cannot be made. */
  private static final class UnknownEventException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnknownEventException(String event) {
      super("No callback can be made of " + event);
    }
  }
}
