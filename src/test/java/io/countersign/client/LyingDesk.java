package io.countersign.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The other end of the line, which approves everything correctly until a test makes it lie, fail or
 * fall silent at one call.
 */
final class LyingDesk implements AutoCloseable {

  static final String ID = "act_" + "1".repeat(32);
  static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private final HttpServer server;
  private final ReleaseSeal seal = ReleaseSeal.make();
  private final Map<String, Line> lines = new HashMap<>();
  private Supplier<String> tokens = () -> "key";
  private final List<String> heard = new CopyOnWriteArrayList<>();

  /** What it does at one call. */
  @FunctionalInterface
  interface Line {
    void answer(HttpExchange exchange) throws IOException;
  }

  LyingDesk(Action action) {
    String digest = action.digest();
    says("POST /v1/actions", 200, decided("approved", digest));
    says(
        "GET /v1/actions/" + ID + "/release",
        200,
        release("open", seal.release(ID, digest, NOW).sign(seal)));
    says("GET /.well-known/jwks.json", 200, seal.keySet());
    says(
        "POST /v1/actions/" + ID + "/release/redeem",
        200,
        CanonicalJson.of(Map.of("id", ID, "state", "redeemed", "digest", digest)));
    says("POST /v1/actions/" + ID + "/outcome", 200, "{}");
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** The client of an agent that calls it, and loses patience soon. */
  Countersign client() {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new Countersign(
        new DeskCalls(address, tokens, Duration.ofMillis(500)),
        null,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** What the client shows from now on. */
  void holdsTokens(Supplier<String> tokens) {
    this.tokens = tokens;
  }

  ReleaseSeal seal() {
    return seal;
  }

  /** The calls that came, in order. */
  List<String> heard() {
    return heard;
  }

  LyingDesk says(String call, int status, String body) {
    return does(call, exchange -> send(exchange, status, body));
  }

  LyingDesk does(String call, Line line) {
    lines.put(call, line);
    return this;
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  static String decided(Object verdict, String digest) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", ID);
    answer.put("state", "decided");
    answer.put("verdict", verdict);
    answer.put("digest", digest);
    answer.put("reason", "Because.");
    return CanonicalJson.of(answer);
  }

  static String release(String state, String jws) {
    return CanonicalJson.of(Map.of("id", ID, "state", state, "release", jws));
  }

  static String problem(String code) {
    return CanonicalJson.of(Map.of("code", code, "detail", "Because."));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    heard.add(call);
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      lines.getOrDefault(call, it -> send(it, 404, problem("NOT_FOUND"))).answer(exchange);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
