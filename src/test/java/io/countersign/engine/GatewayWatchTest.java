package io.countersign.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.countersign.engine.GatewayExposure.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class GatewayWatchTest {

  private final AtomicInteger status = new AtomicInteger(200);
  private final AtomicReference<String> credentials = new AtomicReference<>();
  private final HttpServer gateway = gateway();

  @AfterEach
  void close() {
    gateway.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "200, false, OPEN",
    "200, true, OPEN_ON_THIS_MACHINE",
    "401, false, REFUSED",
    "403, false, REFUSED",
    "302, false, REFUSED",
    "404, false, REFUSED",
    "500, false, UNKNOWN",
    "503, true, UNKNOWN"
  })
  void tellsAnOpenGatewayFromAClosedOne(int status, boolean loopback, Answer answer) {
    assertThat(GatewayExposure.judged(status, loopback)).isEqualTo(answer);
  }

  @Test
  void asksAsAStrangerWould() {
    assertThat(new GatewayExposure(address("127.0.0.1")).ask())
        .isEqualTo(Answer.OPEN_ON_THIS_MACHINE);
    assertThat(credentials.get()).isEqualTo("none");

    status.set(401);
    assertThat(new GatewayExposure(address("127.0.0.1")).ask()).isEqualTo(Answer.REFUSED);
  }

  @Test
  void isNotSureOfAGatewayThatDoesNotAnswer() {
    URI gone = address("127.0.0.1");
    gateway.stop(0);

    assertThat(new GatewayExposure(gone).ask()).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void warnsOnceOfAGatewayThatIsOpenToOthers(CapturedOutput log) {
    var watch = new GatewayWatch(URI.create("http://gateway:8080"), () -> Answer.OPEN);

    watch.look();
    watch.look();

    assertThat(log.getOut()).containsOnlyOnce("http://gateway:8080 answers without credentials");
    assertThat(info(watch)).isEqualTo(Answer.OPEN);
  }

  @Test
  void keepsTheWarningWhileNothingElseIsKnownAndEndsItWhenTheGatewayIsClosed() {
    var answers = List.of(Answer.OPEN, Answer.UNKNOWN, Answer.REFUSED).iterator();
    var watch = new GatewayWatch(URI.create("http://gateway:8080"), answers::next);

    watch.look();
    watch.look();
    assertThat(info(watch)).isEqualTo(Answer.OPEN);

    watch.look();
    assertThat(info(watch)).isEqualTo(Answer.REFUSED);
  }

  private static Object info(GatewayWatch watch) {
    var info = new Info.Builder();
    watch.contribute(info);
    return info.build().get("gatewayWithoutCredentials");
  }

  private URI address(String host) {
    return URI.create("http://" + host + ":" + gateway.getAddress().getPort() + "/");
  }

  private HttpServer gateway() {
    try {
      var server = HttpServer.create(new InetSocketAddress(0), 0);
      server.createContext(
          "/v2/topology",
          http -> {
            String sent = http.getRequestHeaders().getFirst("Authorization");
            credentials.set(sent == null ? "none" : sent);
            http.sendResponseHeaders(status.get(), -1);
            http.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
