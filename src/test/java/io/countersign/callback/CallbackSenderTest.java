package io.countersign.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.countersign.callback.Attempt.Health;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One attempt against receivers on real sockets, most of them hostile. */
class CallbackSenderTest {

  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final MessageSigner SIGNER = new WebhookSigner(CallbackScenario.FREE_SECRET);
  private static final Duration PATIENCE = Duration.ofMillis(600);

  private final CallbackScenario scenario = new CallbackScenario().waiting(PATIENCE);

  @Test
  void deliversWhatIsAnsweredWith2xx() {
    try (var receiver = Receiver.answering("204 No Content")) {
      assertThat(send(receiver)).isEqualTo(new Attempt.Delivered(204));
      assertThat(receiver.calls().getFirst().headers())
          .containsEntry("host", "127.0.0.1:" + receiver.port())
          .containsEntry("webhook-id", "msg_1")
          .containsEntry("webhook-timestamp", Long.toString(scenario.now().getEpochSecond()))
          .containsKey("webhook-signature");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"301 Moved", "302 Found", "307 Temporary", "308 Permanent", "304 Not"})
  void followsNoRedirect(String status) {
    try (var target = Receiver.answering("204 No Content");
        var receiver = Receiver.answering(status, "Location: " + target.url())) {
      assertThat(send(receiver))
          .isEqualTo(new Attempt.Failed("HTTP " + status.substring(0, 3), Health.REFUSING, null));
      assertThat(target.calls()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, REFUSING",
    "404, REFUSING",
    "500, FAILING",
    "503, FAILING",
    "502, THROTTLING",
    "504, THROTTLING",
    "429, THROTTLING"
  })
  void tellsTheHealthOfAReceiverByItsAnswer(int status, Health health) {
    try (var receiver = Receiver.answering(status + " Word")) {
      assertThat(send(receiver)).isEqualTo(new Attempt.Failed("HTTP " + status, health, null));
    }
  }

  @Test
  void understands410AsTheEndOfAReceiver() {
    try (var receiver = Receiver.answering("410 Gone")) {
      assertThat(send(receiver)).isEqualTo(new Attempt.Gone());
    }
  }

  @Test
  void hearsForHowLongAReceiverWantsToBeLeftAlone() {
    try (var receiver = Receiver.answering("429 Too Many", "Retry-After: 120")) {
      assertThat(send(receiver))
          .isEqualTo(new Attempt.Failed("HTTP 429", Health.THROTTLING, Duration.ofSeconds(120)));
    }
  }

  @Test
  void endsAnAttemptThatHangs() {
    try (var receiver = Receiver.answering(out -> Thread.sleep(60_000))) {
      assertThatItIsTooLate(send(receiver));
    }
  }

  @Test
  void reachesAnotherReceiverOnTheHostOfManyThatHang() throws IOException {
    var patient = new CallbackScenario().waiting(Duration.ofSeconds(5)).sender();
    var hanging = new AtomicInteger();
    var released = new CountDownLatch(1);
    HttpServer host = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    URI url = URI.create("http://127.0.0.1:" + host.getAddress().getPort() + "/");
    try {
      host.setExecutor(task -> Thread.ofVirtual().start(task));
      host.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
      host.createContext(
          "/hangs",
          exchange -> {
            hanging.incrementAndGet();
            awaitQuietly(released);
            exchange.close();
          });
      host.start();
      for (int i = 0; i < 20; i++) {
        Thread.ofVirtual().start(() -> patient.send(url.resolve("/hangs"), SIGNER, "msg_1", BODY));
      }
      Awaitility.await().until(() -> hanging.get() >= 2);

      assertThat(patient.send(url, SIGNER, "msg_2", BODY)).isEqualTo(new Attempt.Delivered(204));
    } finally {
      released.countDown();
      host.stop(0);
    }
  }

  @Test
  void endsAnAttemptWhoseHeadersDrip() {
    try (var receiver =
        Receiver.answering(
            out -> {
              out.write("HTTP/1.1 204 No Content\r\n".getBytes(StandardCharsets.US_ASCII));
              drip(out);
            })) {
      assertThatItIsTooLate(send(receiver));
    }
  }

  @Test
  void endsAnAttemptWhoseBodyDrips() {
    try (var receiver =
        Receiver.answering(
            out -> {
              out.write(
                  "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
              drip(out);
            })) {
      assertThatItIsTooLate(send(receiver));
    }
  }

  @Test
  void readsOnlyTheBeginningOfAnEndlessAnswer() {
    var sent = new AtomicInteger();
    try (var receiver =
        Receiver.answering(
            out -> {
              out.write(
                  "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
              for (byte[] chunk = new byte[64 * 1024]; ; ) {
                out.write(chunk);
                sent.addAndGet(chunk.length);
              }
            })) {
      assertThat(send(receiver)).isEqualTo(new Attempt.Delivered(200));
      assertThat(sent.get()).isLessThan(100_000_000);
    }
  }

  @Test
  void givesUpOnEndlessHeaders() {
    try (var receiver =
        Receiver.answering(
            out -> {
              out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
              while (true) {
                out.write("X-More: more\r\n".getBytes(StandardCharsets.US_ASCII));
              }
            })) {
      assertThat(send(receiver)).isInstanceOf(Attempt.Failed.class);
    }
  }

  @Test
  void namesAFailureWithoutTheReceiversWords() {
    try (var receiver =
        Receiver.answering(out -> out.write("nonsense secret\r\n\r\n".getBytes()))) {
      assertThat(send(receiver).toString()).contains("Failed").doesNotContain("nonsense");
    }
  }

  /** The name leads to a public address when it is checked, and to this machine when connected. */
  @Test
  void connectsNowhereWhenANameChangesAfterTheCheck() {
    try (var receiver = Receiver.answering("204 No Content")) {
      var lookups = new AtomicInteger();
      Names rebinding =
          host ->
              new InetAddress[] {
                lookups.incrementAndGet() == 1
                    ? InetAddress.getByName("93.184.215.14")
                    : InetAddress.getByName("127.0.0.1")
              };
      var rebound = new CallbackScenario().waiting(PATIENCE).resolving(rebinding);

      URI address =
          rebound.addresses().checked("url", "https://rebound.example:" + receiver.port() + "/");
      Attempt attempt = rebound.sender().send(address, SIGNER, "msg_1", BODY);

      assertThat(attempt).isEqualTo(new Attempt.Failed("NotPublicException", Health.FAILING, null));
      assertThat(receiver.calls()).isEmpty();
    }
  }

  @Test
  void connectsToWhatWasResolvedAndLooksNoFurther() throws Exception {
    var lookups = new AtomicInteger();
    InetAddress[] all = {InetAddress.getByName("93.184.215.14")};
    var names =
        new PublicNames(
            host -> {
              lookups.incrementAndGet();
              return all;
            });

    assertThat(names.resolve("example.com", 443).getFirst().getAddress()).isEqualTo(all[0]);
    assertThat(lookups).hasValue(1);
  }

  private Attempt send(Receiver receiver) {
    return scenario.sender().send(URI.create(receiver.url()), SIGNER, "msg_1", BODY);
  }

  private static void assertThatItIsTooLate(Attempt attempt) {
    assertThat(attempt).isEqualTo(new Attempt.Failed("no answer in 0 s", Health.FAILING, null));
  }

  private static void drip(OutputStream out) throws java.io.IOException, InterruptedException {
    while (true) {
      out.write('x');
      out.flush();
      Thread.sleep(100);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
