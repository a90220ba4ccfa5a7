package io.countersign.connectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.countersign.action.AcceptedProposal;
import io.countersign.web.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@code POST /v1/actions} as far as a connector sees it; the body is read by the real reader. */
final class FakeCountersign implements AutoCloseable {

  static final String ACTION_ID = "act_0123456789abcdef0123456789abcdef";
  static final String DIGEST =
      "sha256:5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<Proposal> proposals = new CopyOnWriteArrayList<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

  /** What was received. */
  record Proposal(String method, String path, Headers headers, Map<String, Object> body) {}

  private record Answer(int status, String type, Object body) {}

  FakeCountersign() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::take);
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Proposal> proposals() {
    return proposals;
  }

  /** The next answer; without any an action is pending. */
  FakeCountersign answersDecided(String control, String verdict) {
    answers.add(
        new Answer(
            200,
            "application/json",
            Map.of(
                "id",
                ACTION_ID,
                "state",
                "decided",
                "control",
                control,
                "verdict",
                verdict,
                "digest",
                DIGEST,
                "findings",
                List.of(),
                "by",
                List.of(),
                "reason",
                "Refunds up to 50 by a known agent run on their own.",
                "decidedAt",
                "2026-03-02T09:12:44Z",
                "next",
                Map.of("instruction", "Execute exactly what this digest covers, once."))));
    return this;
  }

  FakeCountersign refuses(int status, String code, String detail) {
    answers.add(
        new Answer(
            status,
            "application/problem+json",
            Map.of("status", status, "code", code, "detail", detail)));
    return this;
  }

  FakeCountersign answers(int status, String page) {
    answers.add(new Answer(status, "text/html", page));
    return this;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Answer answer;
      try {
        proposals.add(
            new Proposal(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders(),
                AcceptedProposal.read(body)));
        Answer next = answers.poll();
        answer = next == null ? pending() : next;
      } catch (RefusedException refused) {
        answer = problem(refused);
      }
      send(exchange, answer);
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] bytes =
        answer.body() instanceof String text
            ? text.getBytes(StandardCharsets.UTF_8)
            : JSON.writeValueAsBytes(answer.body());
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Answer pending() {
    return new Answer(
        202,
        "application/json",
        Map.of(
            "id",
            ACTION_ID,
            "state",
            "in_review",
            "control",
            "review",
            "digest",
            DIGEST,
            "findings",
            List.of(),
            "by",
            List.of(),
            "next",
            Map.of("instruction", "Do not execute yet.")));
  }

  private static Answer problem(RefusedException refused) {
    Map<String, Object> problem = new HashMap<>();
    problem.put("code", refused.code().name());
    problem.put("detail", refused.getMessage());
    if (refused.field() != null) {
      problem.put("field", refused.field());
    }
    return new Answer(refused.code().status().value(), "application/problem+json", problem);
  }
}
