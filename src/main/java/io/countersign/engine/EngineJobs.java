package io.countersign.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.FinalCommandStep;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import io.grpc.Status;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Starts jobs again that have used up their attempts. */
@Component
public class EngineJobs {

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  private final CamundaClient client;

  EngineJobs(CamundaClient client) {
    this.client = client;
  }

  /**
   * Gives a job new attempts and resolves its incident.
   *
   * @return whether both were still there
   * @throws RefusedException {@code ENGINE_UNAVAILABLE} when the engine does not take it
   */
  public boolean startAgain(long jobKey, int attempts, long incidentKey) {
    return done(client.newUpdateRetriesCommand(jobKey).retries(attempts))
        && done(client.newResolveIncidentCommand(incidentKey));
  }

  private static boolean done(FinalCommandStep<?> command) {
    try {
      command.requestTimeout(REQUEST_TIMEOUT).send().join();
      return true;
    } catch (ClientStatusException refused) {
      if (refused.getStatusCode() == Status.Code.NOT_FOUND) {
        return false;
      }
      throw unavailable(refused);
    } catch (RuntimeException unreachable) {
      throw unavailable(unreachable);
    }
  }

  private static RefusedException unavailable(RuntimeException cause) {
    return new RefusedException(
        ErrorCode.ENGINE_UNAVAILABLE,
        "The process engine did not take the command; try again.",
        cause);
  }
}
