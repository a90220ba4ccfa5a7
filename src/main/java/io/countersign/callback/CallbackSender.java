package io.countersign.callback;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Sends one signed message once. No redirect is followed; only 2xx is a delivery. */
@Component
class CallbackSender {

  private final HttpClient http;
  private final Duration timeout;
  private final Clock clock;

  CallbackSender(CallbackProperties properties, Clock clock) {
    this.timeout = properties.timeout();
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  /** What became of an attempt. */
  sealed interface Attempt {
    record Delivered(int status) implements Attempt {}

    /**
     * @param reason the kind of failure, without anything the receiver wrote
     */
    record Failed(String reason) implements Attempt {}
  }

  Attempt send(URI address, WebhookSigner signer, String webhookId, byte[] body) {
    Instant now = clock.instant();
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .header("content-type", "application/json")
            .header("user-agent", "Countersign")
            .header("webhook-id", webhookId)
            .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
            .header("webhook-signature", signer.sign(webhookId, now, body))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(request, BodyHandlers.discarding());
    try {
      // The request's own time-out ends with the headers; a body may drip for ever.
      int status = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return status / 100 == 2
          ? new Attempt.Delivered(status)
          : new Attempt.Failed("HTTP " + status);
    } catch (TimeoutException late) {
      return new Attempt.Failed("no answer in " + timeout.toSeconds() + " s");
    } catch (ExecutionException broken) {
      return new Attempt.Failed(broken.getCause().getClass().getSimpleName());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new Attempt.Failed("interrupted");
    } finally {
      answer.cancel(true);
    }
  }
}
