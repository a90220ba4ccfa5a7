package io.countersign.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.ProblemException;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Changes and completes user tasks of the engine. */
@Component
public class EngineTasks {

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final CamundaClient client;

  EngineTasks(CamundaClient client) {
    this.client = client;
  }

  /** What became of a command on a task. */
  public enum Outcome {
    DONE,
    /** The task is closed. */
    GONE,
    /** Someone else has taken it, or its state does not allow it. */
    TAKEN
  }

  /** Opens a task to these people. */
  public Outcome widen(long key, List<String> candidateUsers) {
    return run(
        () ->
            client
                .newUpdateUserTaskCommand(key)
                .candidateUsers(candidateUsers)
                .requestTimeout(REQUEST_TIMEOUT)
                .send()
                .join());
  }

  /** Puts a task first in the lists of those who may take it. */
  public Outcome prioritize(long key, int priority) {
    return run(
        () ->
            client
                .newUpdateUserTaskCommand(key)
                .priority(priority)
                .requestTimeout(REQUEST_TIMEOUT)
                .send()
                .join());
  }

  /** Takes a free task for a person; what someone else has taken stays theirs. */
  public Outcome take(long key, String person) {
    return run(
        () ->
            client
                .newAssignUserTaskCommand(key)
                .assignee(person)
                .allowOverride(false)
                .requestTimeout(REQUEST_TIMEOUT)
                .send()
                .join());
  }

  public Outcome complete(long key, Map<String, Object> variables) {
    return run(
        () ->
            client
                .newCompleteUserTaskCommand(key)
                .variables(variables)
                .requestTimeout(REQUEST_TIMEOUT)
                .send()
                .join());
  }

  private static Outcome run(Runnable command) {
    try {
      command.run();
      return Outcome.DONE;
    } catch (ProblemException refused) {
      if (refused.code() == NOT_FOUND) {
        return Outcome.GONE;
      }
      if (refused.code() == CONFLICT) {
        return Outcome.TAKEN;
      }
      throw unavailable(refused);
    } catch (ClientStatusException refused) {
      if (refused.getStatusCode() == io.grpc.Status.Code.NOT_FOUND) {
        return Outcome.GONE;
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
