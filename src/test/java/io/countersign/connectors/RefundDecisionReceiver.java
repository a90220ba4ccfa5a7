package io.countersign.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** The agent's own address: a verified callback becomes the message the process waits for. */
public final class RefundDecisionReceiver implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Webhook webhook;
  private final CamundaClient client;

  private RefundDecisionReceiver(HttpServer server, Webhook webhook, CamundaClient client) {
    this.server = server;
    this.webhook = webhook;
    this.client = client;
  }

  /** Listens on a free port of this machine. */
  public static RefundDecisionReceiver start(String secret, CamundaClient client) {
    try {
      var address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
      var receiver =
          new RefundDecisionReceiver(HttpServer.create(address, 0), new Webhook(secret), client);
      receiver.server.createContext("/refund-decided", receiver::receive);
      receiver.server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/refund-decided";
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      HttpHeaders headers = HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true);
      int status = 204;
      try {
        webhook.verify(body, headers.map());
        publish(headers.firstValue("webhook-id").orElseThrow(), JSON.readTree(body).path("data"));
      } catch (WebhookVerificationException forged) {
        status = 401;
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private void publish(String webhookId, JsonNode decision) {
    client
        .newPublishMessageCommand()
        .messageName("refund-decided")
        .correlationKey(decision.path("id").asText())
        .messageId(webhookId)
        .timeToLive(Duration.ofHours(1))
        .variables(Map.of("decision", JSON.convertValue(decision, Map.class)))
        .send()
        .join();
  }
}
