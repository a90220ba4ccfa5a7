package io.countersign.localstack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.demo.StackAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/**
 * The real stack for tests: started once per run, on ports of its own, with a clock that tests
 * move.
 *
 * <p>A test class asks for it with {@code @ExtendWith(RunningStack.Provider.class)} and a
 * constructor parameter.
 */
public final class RunningStack implements AutoCloseable {

  private static final int PORT_OFFSET = 500;

  /** Where the application under test expects an issuer of agents' tokens; tests may start one. */
  public static final int ISSUER_PORT = 8099 + PORT_OFFSET;

  /** The analyst's files that the application under test reads; tests may change them. */
  public static final Path MODELS = Path.of("target/analyst").toAbsolutePath();

  /** What is set at run time, as the instances of the application share it. */
  public static final Path STATE = Path.of("target/stack").resolve(DataFolder.STATE);

  private final LocalStack stack;
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningStack() {
    copyModels();
    stack =
        LocalStack.start(
            LocalStackOptions.in(Path.of("target/stack"))
                .withPortOffset(PORT_OFFSET)
                .withControlledClock()
                .withFreshData()
                .withApplicationEnvironment(
                    Map.of(
                        "COUNTERSIGN_MODELS",
                        MODELS.toString(),
                        "COUNTERSIGN_RULES",
                        MODELS.resolve("rules").toString(),
                        "COUNTERSIGN_ORGANIZATION",
                        MODELS.resolve("organization.yaml").toString(),
                        "COUNTERSIGN_SECURITY_ISSUERS_0_ISSUER",
                        "http://127.0.0.1:" + ISSUER_PORT + "/realm",
                        "COUNTERSIGN_SECURITY_ISSUERS_0_AUDIENCE",
                        "countersign",
                        "COUNTERSIGN_SECURITY_ISSUERS_0_KIND",
                        "agent")),
            System.out::println);
  }

  /** Where it is and how to log in. */
  public StackAddresses addresses() {
    return new StackAddresses(stack.environment().variables());
  }

  /** The classpath of the broker, for what runs on its libraries. */
  public String brokerLibraries() {
    return Distribution.locate().camundaLibraries() + "/*";
  }

  /** Where the stock exporter, Tasklist and Operate keep what they know. */
  public String openSearchUrl() {
    return Ports.local(new Ports(PORT_OFFSET).openSearch()).toString();
  }

  /** One process of it, to stop, kill and start. */
  public Part part(String name) {
    return stack.part(name);
  }

  /**
   * Moves the engine's clock forward, so that its timers fire; the record times move with it. It is
   * never moved back: everything the broker has scheduled by then, the exporter's flush included,
   * would wait until the old time is reached again.
   */
  public void moveClock(Duration forward) {
    clock("POST", "/add", "{\"offsetMilli\": " + forward.toMillis() + "}");
  }

  /** Kills the broker and starts it again at the time it had. */
  public void restartBroker() {
    Instant then = now();
    Part broker = part("zeebe");
    broker.kill();
    broker.start();
    broker.awaitReady();
    Duration behind = Duration.between(now(), then);
    if (behind.isPositive()) {
      moveClock(behind);
    }
  }

  /** The engine's time. */
  public Instant now() {
    try {
      return Instant.ofEpochMilli(
          new ObjectMapper().readTree(clock("GET", "", "")).path("epochMilli").asLong());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stack.close();
  }

  private static void copyModels() {
    try {
      FileSystemUtils.deleteRecursively(MODELS);
      for (String name : List.of("bpmn", "dmn", "rules")) {
        FileSystemUtils.copyRecursively(Path.of(name), MODELS.resolve(name));
      }
      Files.copy(Path.of("organization.yaml"), MODELS.resolve("organization.yaml"));
      // One agent proposes for all tests: together they would soon meet its hourly limit.
      Path speed = MODELS.resolve("rules/spending-speed.drl");
      Files.writeString(
          speed,
          Files.readString(speed)
              .replace("lastHour > 10000", "lastHour > 10000000")
              .replace("lastHour > 25000", "lastHour > 25000000")
              .replace("lastHour <= 25000", "lastHour <= 25000000"));
      // Tests say the same by day and by night.
      Path hours = MODELS.resolve("rules/working-hours.drl");
      Files.writeString(
          hours,
          Files.readString(hours)
              .replace("weekend == true || hour < 8 || hour >= 18", "hour < 0 || hour >= 24"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String clock(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(
                URI.create(addresses().get("ZEEBE_MANAGEMENT_URL") + "/actuator/clock" + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException("The clock says " + answer.statusCode() + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts the stack before the first test that wants it; JUnit closes it after the last one. */
  public static final class Provider implements BeforeAllCallback, ParameterResolver {

    @Override
    public void beforeAll(ExtensionContext context) {
      running(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == RunningStack.class;
    }

    @Override
    public RunningStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return running(context);
    }

    private static RunningStack running(ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.GLOBAL)
          .getOrComputeIfAbsent(
              RunningStack.class, ignored -> new RunningStack(), RunningStack.class);
    }
  }
}
