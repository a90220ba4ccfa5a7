package io.countersign.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Calls of the desk. Each answers the JSON object of a success, and ends with {@link
 * NotPermittedException} for everything else, redirects included.
 */
final class DeskCalls {

  private static final int LONGEST_ANSWER_BYTES = 1 << 20;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Set<Integer> MAY_PASS = Set.of(429, 500, 502, 503, 504);
  private static final int LONGEST_PAUSE_SECONDS = 30;

  private final URI desk;
  private final Supplier<String> credential;
  private final Duration patience;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @param desk https, or http on this machine
   * @param credential the agent's key or a token, asked for at each call
   * @param patience how long one call may take, from connecting to the last byte, if it does not
   *     wait for people
   */
  DeskCalls(URI desk, Supplier<String> credential, Duration patience) {
    if (!"https".equals(desk.getScheme())
        && !("http".equals(desk.getScheme()) && isThisMachine(desk.getHost()))) {
      throw new IllegalArgumentException("Use https; plain http only to this machine: " + desk);
    }
    this.desk = desk;
    this.credential = credential;
    this.patience = patience;
  }

  Map<String, Object> propose(String key, Action action, long waitSeconds) {
    return call(
        request("/v1/actions", waitSeconds)
            .header("Idempotency-Key", key)
            .header("Prefer", "wait=" + waitSeconds),
        action.proposal(),
        waitSeconds);
  }

  Map<String, Object> decision(String actionPath, long waitSeconds) {
    String path = actionPath + "/decision?wait=" + waitSeconds;
    return call(request(path, waitSeconds), null, waitSeconds);
  }

  Map<String, Object> get(String path) {
    return call(request(path, 0), null, 0);
  }

  Map<String, Object> post(String path, Map<String, Object> body) {
    return call(request(path, 0), body, 0);
  }

  private HttpRequest.Builder request(String path, long waitSeconds) {
    return authorized(
        HttpRequest.newBuilder(URI.create(desk + path))
            .timeout(patience.plusSeconds(waitSeconds))
            .header("Accept", "application/json"));
  }

  private HttpRequest.Builder authorized(HttpRequest.Builder request) {
    try {
      return request.header("Authorization", "Bearer " + credential.get());
    } catch (RuntimeException none) {
      throw new NotPermittedException("NO_CREDENTIAL", "There is no token for this call.");
    }
  }

  private Map<String, Object> call(
      HttpRequest.Builder request, Map<String, Object> body, long waitSeconds) {
    if (body != null) {
      request
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString(CanonicalJson.of(body)));
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request.build(), LimitedBody.of(LONGEST_ANSWER_BYTES));
    try {
      // The request's own time-out ends with the headers; a body may drip for ever.
      long longest = patience.plusSeconds(waitSeconds).toMillis();
      return read(answer.get(longest, TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      throw noAnswer("none came in time");
    } catch (ExecutionException broken) {
      throw noAnswer(broken.getCause().getClass().getSimpleName());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new NotPermittedException("INTERRUPTED", "The wait was interrupted.");
    } finally {
      answer.cancel(true);
    }
  }

  private static Map<String, Object> read(HttpResponse<byte[]> answer) {
    boolean succeeded = answer.statusCode() / 100 == 2;
    Map<String, Object> body;
    try {
      body = JsonReader.readObject(answer.body());
    } catch (IllegalArgumentException malformed) {
      if (succeeded) {
        throw new NotPermittedException("UNREADABLE_ANSWER", malformed.getMessage());
      }
      body = Map.of();
    }
    if (!succeeded) {
      throw refused(answer, body);
    }
    return body;
  }

  private static NotPermittedException refused(
      HttpResponse<byte[]> answer, Map<String, Object> problem) {
    String code = problem.get("code") instanceof String word ? word : "HTTP_" + answer.statusCode();
    String reason = problem.get("detail") instanceof String detail ? detail : "No reason is given.";
    return new NotPermittedException(
        code, reason, MAY_PASS.contains(answer.statusCode()) ? pause(answer) : null);
  }

  private static Duration pause(HttpResponse<byte[]> answer) {
    String seconds = answer.headers().firstValue("Retry-After").orElse("");
    return Duration.ofSeconds(
        seconds.matches("[0-9]{1,6}")
            ? Math.clamp(Long.parseLong(seconds), 1, LONGEST_PAUSE_SECONDS)
            : 1);
  }

  private static NotPermittedException noAnswer(String why) {
    return new NotPermittedException(
        "NO_ANSWER", "The desk gave no answer: " + why + ".", Duration.ofSeconds(1));
  }

  private static boolean isThisMachine(String host) {
    return "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host);
  }
}
