package io.countersign.callback;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.camunda.client.api.response.ActivatedJob;
import io.countersign.action.Decision;
import io.countersign.action.ProposedAction;
import io.countersign.engine.RetryTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** <em>Tell release ended</em>: an approval ended before it was used, to the agent's address. */
@Component
public class TellReleaseEndedWorker {

  private final CallbackDelivery delivery;

  TellReleaseEndedWorker(CallbackDelivery delivery) {
    this.delivery = delivery;
  }

  /**
   * How the release was closed.
   *
   * @param state {@code expired} or {@code halted}
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Closed(String state) {}

  @JobWorker(type = "tell-release-ended")
  public Map<String, Object> tell(
      ActivatedJob job,
      @Variable ProposedAction action,
      @Variable Decision decision,
      @Variable Closed release,
      @Variable @Nullable Long retryFrom)
      throws JsonProcessingException {
    RetryTime.check(job, retryFrom);
    CallbackMessage message =
        CallbackMessage.ended(action, decision, "halted".equals(release.state()));
    return Map.of(
        "callback", delivery.attempt(job.getRetries(), action, message.webhookId(), message));
  }
}
