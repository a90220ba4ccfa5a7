package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupportAgentTest {

  private final AtomicInteger calls = new AtomicInteger();
  private HttpServer desk;

  @AfterEach
  void close() {
    desk.stop(0);
  }

  @Test
  void asksAgainWhenTheDeskCannotAnswerNow() throws IOException {
    SupportAgent agent = agentOfDeskThatAnswers(503, 503, 200);

    assertThat(agent.propose("key", Map.of()).path("id").asText()).isEqualTo("act_1");
    assertThat(calls).hasValue(3);
  }

  @Test
  void takesARefusalAtOnce() throws IOException {
    SupportAgent agent = agentOfDeskThatAnswers(422);

    assertThatThrownBy(() -> agent.propose("key", Map.of())).hasMessageContaining("422");
    assertThat(calls).hasValue(1);
  }

  private SupportAgent agentOfDeskThatAnswers(int... statuses) throws IOException {
    desk = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    desk.createContext(
        "/v1/actions",
        exchange -> {
          byte[] body = "{\"id\": \"act_1\"}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Retry-After", "0");
          exchange.sendResponseHeaders(statuses[calls.getAndIncrement()], body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    desk.start();
    return new SupportAgent("http://127.0.0.1:" + desk.getAddress().getPort(), "key");
  }
}
