package io.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** Exports through a real server, because only there a connection can break. */
@SpringBootTest(
    classes = ExportControllerTest.Application.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ExportControllerTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();

  @Autowired private Pages pages;
  @LocalServerPort private int port;

  @BeforeEach
  void everythingCanBeRead() {
    pages.pages = 2;
    pages.failAfter = Integer.MAX_VALUE;
    pages.ended = new CountDownLatch(1);
  }

  @Test
  void writesCsvThatNoSpreadsheetRuns() throws Exception {
    HttpResponse<String> answer = get("/v1/audit/actions:export?format=csv");

    List<String> lines = List.of(answer.body().split("\r\n"));
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
    assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("countersign-actions.csv");
    assertThat(lines).hasSize(1 + 2 * Pages.SIZE);
    assertThat(lines.getFirst()).startsWith("actionId,proposedAt,agent,");
    assertThat(lines.get(1))
        .contains("act_0,2026-03-02T12:00:00Z,\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",")
        .contains(",-5.5,")
        .contains("P-1; P-2");
  }

  @Test
  void writesEveryDocumentAsALineOfJson() throws Exception {
    List<String> lines = List.of(get("/v1/audit/actions:export?format=jsonl").body().split("\n"));

    assertThat(lines).hasSize(2 * Pages.SIZE);
    assertThat(JSON.readTree(lines.getLast()).path("actionId").asText())
        .isEqualTo("act_" + (2 * Pages.SIZE - 1));
  }

  @Test
  void writesABatchOfCloudEvents() throws Exception {
    JsonNode events = JSON.readTree(get("/v1/audit/entries:export?format=cloudevents").body());

    assertThat(events).hasSize(2 * Pages.SIZE);
    JsonNode first = events.get(0);
    assertThat(first.path("specversion").asText()).isEqualTo("1.0");
    assertThat(first.path("id").asText()).isEqualTo("1-0");
    assertThat(first.path("source").asText()).isEqualTo("/v1/audit/entries");
    assertThat(first.path("type").asText()).isEqualTo("io.countersign.entry.vote-cast");
    assertThat(first.path("subject").asText()).isEqualTo("act_0");
    assertThat(first.path("time").asText()).isEqualTo("2026-03-02T12:00:00Z");
    assertThat(first.path("data").path("kind").asText()).isEqualTo("vote-cast");
  }

  @Test
  void writesAnEmptyBatchWhenNothingFits() throws Exception {
    pages.pages = 0;

    assertThat(JSON.readTree(get("/v1/audit/actions:export?format=cloudevents").body())).isEmpty();
  }

  @Test
  void refusesWhatItDoesNotKnow() throws Exception {
    for (String wrong : List.of("format=xml", "cursor=1", "kind=a")) {
      HttpResponse<String> answer = get("/v1/audit/actions:export?" + wrong);

      assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
      assertThat(JSON.readTree(answer.body()).path("field").asText())
          .isEqualTo(wrong.substring(0, wrong.indexOf('=')));
    }
  }

  @Test
  void answersAProblemWhenNothingCanBeRead() throws Exception {
    pages.failAfter = 0;

    HttpResponse<String> answer = get("/v1/audit/actions:export?format=csv");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(JSON.readTree(answer.body()).path("code").asText()).isEqualTo("HISTORY_UNAVAILABLE");
  }

  @Test
  void cutsTheConnectionWhenItCannotGoOn() {
    pages.failAfter = 1;

    for (ExportFormat format : ExportFormat.values()) {
      assertThatIOException()
          .as(format.word())
          .isThrownBy(() -> get("/v1/audit/actions:export?format=" + format.word()));
    }
  }

  @Test
  void saysInWhatArrivedThatItIsNotTheWhole() throws Exception {
    pages.failAfter = 1;

    assertThat(raw("csv")).contains("# INCOMPLETE: The export broke off after 100 documents.");
    assertThat(raw("jsonl")).contains("{\"incomplete\":\"The export broke off after");
    assertThat(raw("cloudevents")).doesNotContain("\n]\n");
  }

  @Test
  void stopsReadingWhenTheCallerHasGone() throws Exception {
    pages.pages = Integer.MAX_VALUE;

    var request = request("/v1/audit/actions:export");
    try (InputStream body = http.send(request, BodyHandlers.ofInputStream()).body()) {
      assertThat(body.readNBytes(10)).hasSize(10);
    }

    assertThat(pages.ended.await(30, TimeUnit.SECONDS)).isTrue();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path), BodyHandlers.ofString());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .timeout(Duration.ofSeconds(60))
        .build();
  }

  /** What comes over the wire until the server closes it. */
  private String raw(String format) throws IOException {
    try (var socket = new Socket("localhost", port)) {
      socket
          .getOutputStream()
          .write(
              "GET /v1/audit/actions:export?format=%s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .formatted(format)
                  .getBytes(StandardCharsets.US_ASCII));
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Awaitility.await().until(() -> pages.ended.getCount() == 0);
      return all;
    }
  }

  /** Pages of documents that can fail between two of them. */
  static class Pages implements ExportSource {

    static final int SIZE = 100;

    volatile int pages;
    volatile int failAfter;
    volatile CountDownLatch ended = new CountDownLatch(1);

    @Override
    public void actions(AuditFilter filter, Exported.Taker taker) throws IOException {
      run(taker);
    }

    @Override
    public void entries(EntryFilter filter, Exported.Taker taker) throws IOException {
      run(taker);
    }

    private void run(Exported.Taker taker) throws IOException {
      try {
        for (int page = 0; page < Math.max(1, pages); page++) {
          if (page == failAfter) {
            throw new RefusedException(ErrorCode.HISTORY_UNAVAILABLE, "Away.");
          }
          int first = page * SIZE;
          taker.take(
              pages == 0
                  ? List.of()
                  : IntStream.range(first, first + SIZE).mapToObj(Pages::document).toList());
        }
      } finally {
        ended.countDown();
      }
    }

    private static Exported document(int number) {
      ObjectNode source = JSON.createObjectNode();
      source.put("actionId", "act_" + number);
      source.put("proposedAt", "2026-03-02T12:00:00Z");
      source.put("at", "2026-03-02T12:00:00Z");
      source.put("kind", "vote-cast");
      source.put("agent", "=HYPERLINK(\"http://x\",\"y\")");
      source.put("amount", -5.5);
      source.putArray("policies").add("P-1").add("P-2");
      return new Exported("1-" + number, source);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Import(ExportController.class)
  @ComponentScan(
      basePackages = "io.countersign.web",
      useDefaultFilters = false,
      includeFilters =
          @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.ProblemAdvice"))
  @ImportAutoConfiguration({
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class
  })
  static class Application {

    @Bean
    Pages pages() {
      return new Pages();
    }

    @Bean
    Clock clock() {
      return Clock.fixed(Instant.parse("2026-03-04T00:00:00Z"), ZoneOffset.UTC);
    }
  }
}
