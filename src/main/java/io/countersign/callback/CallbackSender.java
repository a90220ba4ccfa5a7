package io.countersign.callback;

import io.countersign.callback.Attempt.Health;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Sends one signed message once. No redirect is followed; only 2xx is a delivery; an attempt ends
 * after its time-out, whatever still drips in.
 */
@Component
class CallbackSender implements DisposableBean {

  /** What is read of an answer; the rest is left. */
  private static final int LARGEST_ANSWER_BYTES = 16 * 1024;

  private final CallbackAddresses addresses;
  private final CallbackProperties properties;
  private final Clock clock;
  private final CloseableHttpClient open;
  private final CloseableHttpClient allowed;
  private final ScheduledExecutorService alarm =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("callback-time-outs").factory());

  @Autowired
  CallbackSender(CallbackAddresses addresses, CallbackProperties properties, Clock clock) {
    this(addresses, properties, clock, Names.SYSTEM);
  }

  CallbackSender(
      CallbackAddresses addresses, CallbackProperties properties, Clock clock, Names names) {
    this.addresses = addresses;
    this.properties = properties;
    this.clock = clock;
    this.open = CallbackHttp.toThePublicNetwork(properties, names);
    this.allowed = CallbackHttp.toAllowedDestinations(properties);
  }

  Attempt send(URI address, MessageSigner signer, String webhookId, byte[] body) {
    Instant now = clock.instant();
    var request = new HttpPost(address);
    request.setHeader("webhook-id", webhookId);
    request.setHeader("webhook-timestamp", Long.toString(now.getEpochSecond()));
    request.setHeader("webhook-signature", signer.sign(webhookId, now, body));
    request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    var late = new AtomicBoolean();
    var timeout =
        alarm.schedule(
            () -> {
              late.set(true);
              request.cancel();
            },
            properties.timeout().toMillis(),
            TimeUnit.MILLISECONDS);
    var client = addresses.isAllowed(address) ? allowed : open;
    try {
      Attempt attempt = exchanged(client, request, now);
      return late.get() ? tooLate() : attempt;
    } catch (IOException | RuntimeException broken) {
      return late.get()
          ? tooLate()
          : new Attempt.Failed(broken.getClass().getSimpleName(), Health.FAILING, null);
    } finally {
      timeout.cancel(false);
    }
  }

  private static Attempt exchanged(CloseableHttpClient client, HttpPost request, Instant now)
      throws IOException {
    ClassicHttpResponse answer = client.executeOpen(null, request, null);
    if (isShort(answer)) {
      answer.close();
    } else {
      // Closing would read the rest: the connection goes with it.
      request.cancel();
    }
    return attempt(answer, now);
  }

  /** Reads the whole of a short answer, so that the connection can be used again. */
  private static boolean isShort(ClassicHttpResponse answer) throws IOException {
    if (answer.getEntity() == null) {
      return true;
    }
    InputStream content = answer.getEntity().getContent();
    return content.readNBytes(LARGEST_ANSWER_BYTES).length < LARGEST_ANSWER_BYTES;
  }

  private static Attempt attempt(ClassicHttpResponse answer, Instant now) {
    int status = answer.getCode();
    if (status / 100 == 2) {
      return new Attempt.Delivered(status);
    }
    if (status == 410) {
      return new Attempt.Gone();
    }
    Header pause = answer.getFirstHeader("Retry-After");
    return new Attempt.Failed(
        "HTTP " + status,
        health(status),
        RetryAfter.read(pause == null ? null : pause.getValue(), now));
  }

  private static Health health(int status) {
    return switch (status) {
      case 429, 502, 504 -> Health.THROTTLING;
      default -> status >= 500 ? Health.FAILING : Health.REFUSING;
    };
  }

  private Attempt tooLate() {
    return new Attempt.Failed(
        "no answer in " + properties.timeout().toSeconds() + " s", Health.FAILING, null);
  }

  @Override
  public void destroy() throws IOException {
    alarm.shutdownNow();
    open.close();
    allowed.close();
  }
}
