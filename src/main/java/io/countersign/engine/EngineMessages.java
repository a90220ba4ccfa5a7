package io.countersign.engine;

import io.camunda.client.CamundaClient;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import io.grpc.Status;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/**
 * Publishes messages to the engine, patiently while it pushes back.
 *
 * <p>Sending again is safe because every message has an id: the engine drops the repeat.
 */
@Component
public class EngineMessages {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 500;
  private static final Set<Status.Code> TRANSIENT =
      Set.of(
          Status.Code.RESOURCE_EXHAUSTED,
          Status.Code.UNAVAILABLE,
          Status.Code.DEADLINE_EXCEEDED,
          Status.Code.ABORTED);

  private final CamundaClient client;
  private final InstantSource clock;

  EngineMessages(CamundaClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * Publishes a message once.
   *
   * @param name the message name of the model
   * @param id both correlation key and message id
   * @param timeToLive how long the engine remembers the id and drops repeats
   * @param variables what the process starts with
   * @throws RefusedException {@code ENGINE_UNAVAILABLE} when the engine does not take it in time
   */
  public Publication publish(
      String name, String id, Duration timeToLive, Map<String, Object> variables) {
    return publish(name, id, id, timeToLive, variables);
  }

  /**
   * Publishes one message of several with the same correlation key once.
   *
   * @param name the message name
   * @param correlationKey what it belongs to; all of it is in order, on one partition
   * @param id the message id
   * @param timeToLive how long the engine remembers the id and drops repeats
   * @param variables what the message says
   * @throws RefusedException {@code ENGINE_UNAVAILABLE} when the engine does not take it in time
   */
  public Publication publish(
      String name,
      String correlationKey,
      String id,
      Duration timeToLive,
      Map<String, Object> variables) {
    var deadline = clock.instant().plus(PATIENCE);
    for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2)) {
      try {
        client
            .newPublishMessageCommand()
            .messageName(name)
            .correlationKey(correlationKey)
            .messageId(id)
            .timeToLive(timeToLive)
            .variables(variables)
            .requestTimeout(REQUEST_TIMEOUT)
            .send()
            .join();
        return Publication.PUBLISHED;
      } catch (RuntimeException failure) {
        Status.Code code = CommandRetry.codeOf(failure);
        if (code == Status.Code.ALREADY_EXISTS) {
          return Publication.ALREADY_PUBLISHED;
        }
        if (code == null || !TRANSIENT.contains(code) || clock.instant().isAfter(deadline)) {
          throw new RefusedException(
              ErrorCode.ENGINE_UNAVAILABLE,
              "The process engine did not take the message; nothing was started. Try again.",
              failure);
        }
        LockSupport.parkNanos(
            TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(1, pause + 1)));
      }
    }
  }
}
