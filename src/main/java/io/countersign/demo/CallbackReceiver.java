package io.countersign.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** An agent's side of callbacks: verifies each with the stock Standard Webhooks library. */
public final class CallbackReceiver implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final String secret;
  private final Map<String, JsonNode> verified = new ConcurrentHashMap<>();
  private final List<String> ids = new CopyOnWriteArrayList<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger received = new AtomicInteger();
  private volatile IntSupplier status = () -> 204;

  private CallbackReceiver(HttpServer server, String secret) {
    this.server = server;
    this.secret = secret;
  }

  /** Listens on a free port of this machine. */
  public static CallbackReceiver start(String secret) {
    return start(secret, 0);
  }

  /** Listens on this port of this machine. */
  public static CallbackReceiver start(String secret, int port) {
    try {
      var address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
      var receiver = new CallbackReceiver(HttpServer.create(address, 0), secret);
      receiver.server.createContext("/callback", receiver::receive);
      receiver.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      receiver.server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/callback";
  }

  /** The bodies of verified callbacks by action id; repeats of one message count once. */
  public Map<String, JsonNode> verified() {
    return Map.copyOf(verified);
  }

  public boolean hasVerified(String actionId) {
    return verified.containsKey(actionId);
  }

  /** The {@code webhook-id} of every verified call, repeats included, whatever was answered. */
  public List<String> ids() {
    return List.copyOf(ids);
  }

  /** How many calls did not verify. */
  public int refused() {
    return refused.get();
  }

  /** How many calls came, repeats included. */
  public int received() {
    return received.get();
  }

  /** Answers verified callbacks with this HTTP status from now on. */
  public void answerWith(IntSupplier status) {
    this.status = status;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      received.incrementAndGet();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      boolean verified = verifies(body, exchange.getRequestHeaders());
      if (verified) {
        ids.add(exchange.getRequestHeaders().getFirst("webhook-id"));
      }
      int answer = verified ? status.getAsInt() : 401;
      if (answer / 100 == 2) {
        JsonNode message = JSON.readTree(body);
        this.verified.put(message.at("/data/id").asText(), message);
      } else if (answer == 401) {
        refused.incrementAndGet();
      }
      exchange.sendResponseHeaders(answer, -1);
    }
  }

  private boolean verifies(String body, Map<String, List<String>> headers) {
    try {
      new Webhook(secret).verify(body, HttpHeaders.of(headers, (name, value) -> true).map());
      return true;
    } catch (WebhookVerificationException forged) {
      return false;
    }
  }
}
