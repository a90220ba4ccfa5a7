package io.countersign.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Decisions told to ten registered endpoints, of which one may be dead: it never answers. */
final class GovernedCallbacks implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ENDPOINTS = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final DeskClient desk;
  private final GovernedActions governed;
  private final HttpServer server;
  private final List<String> endpoints = new ArrayList<>();
  private final Map<String, Arrival> arrivals = new ConcurrentHashMap<>();
  private volatile boolean dead;

  GovernedCallbacks(DeskClient desk, GovernedActions governed) throws IOException {
    this.desk = desk;
    this.governed = governed;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::receive);
    server.start();
    for (int i = 0; i < ENDPOINTS; i++) {
      endpoints.add(
          desk.registerEndpoint("http://127.0.0.1:" + server.getAddress().getPort() + "/" + i));
    }
  }

  /**
   * @param millis from the verdict to the first byte at the receiver
   */
  private record Arrival(double millis) {}

  /**
   * What came to the endpoints that live.
   *
   * @param sortedMillis from each verdict to the first byte at the receiver, ascending
   * @param seconds from the first proposal to the last callback
   */
  record Told(double[] sortedMillis, double seconds) {

    double verdictToFirstByte(double quantile) {
      int index = (int) Math.ceil(quantile * sortedMillis.length) - 1;
      return sortedMillis[Math.max(0, index)];
    }

    @Override
    public String toString() {
      return "%.0f/s, verdict to first byte p50 %.0f ms, p99 %.0f ms (%d told)"
          .formatted(
              sortedMillis.length / seconds,
              verdictToFirstByte(.5),
              verdictToFirstByte(.99),
              sortedMillis.length);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Told(double[] millis, double time)
          && time == seconds
          && Arrays.equals(millis, sortedMillis);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(sortedMillis);
    }
  }

  /** From now on the last endpoint takes calls and never answers. */
  void killOne() {
    dead = true;
  }

  /** Has so many actions decided, in turn for each endpoint, and waits for their callbacks. */
  Told deliver(int actions, int atOnce) throws InterruptedException {
    arrivals.clear();
    var next = new AtomicInteger();
    int expected = dead ? actions - actions / ENDPOINTS : actions;
    long began = System.nanoTime();
    Load.of(
        actions, atOnce, () -> governed.toldTo(endpoints.get(next.getAndIncrement() % ENDPOINTS)));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (arrivals.size() < expected) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "%d of %d callbacks came".formatted(arrivals.size(), expected));
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Told(
        arrivals.values().stream().mapToDouble(Arrival::millis).sorted().toArray(), seconds);
  }

  private void receive(HttpExchange exchange) throws IOException {
    Instant first = Instant.now();
    if (dead && exchange.getRequestURI().getPath().equals("/" + (ENDPOINTS - 1))) {
      hang();
      return;
    }
    try (exchange) {
      JsonNode data = JSON.readTree(exchange.getRequestBody()).path("data");
      Instant verdict = Instant.parse(data.path("decidedAt").asText());
      arrivals.putIfAbsent(
          data.path("id").asText(), new Arrival(Duration.between(verdict, first).toNanos() / 1e6));
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private static void hang() {
    try {
      TimeUnit.MINUTES.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    endpoints.forEach(desk::removeEndpoint);
    server.stop(0);
  }
}
