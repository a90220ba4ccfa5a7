package io.countersign.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartTest {
  @TempDir Path folder;
  private HttpServer health;

  @BeforeEach
  void answerHealthChecks() throws Exception {
    health = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    health.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    health.start();
  }

  @AfterEach
  void stopAnswering() {
    health.stop(0);
  }

  @Test
  void runsUntilItIsStopped() {
    var part = part("sleep 60 & wait");

    part.start();
    part.awaitReady();
    var work = ProcessHandle.of(part.pid()).orElseThrow();
    assertThat(part.isRunning()).isTrue();

    part.stop();
    assertThat(part.isRunning()).isFalse();
    assertThat(ProcessTree.runs(work)).as("the child of its launcher").isFalse();
    assertThat(part.died()).isNotDone();
  }

  @Test
  void isStartedAgainAfterItWasKilled() {
    var part = part("exec sleep 60");
    part.start();
    part.kill();

    part.start();

    assertThat(part.isRunning()).isTrue();
    part.kill();
  }

  @Test
  void tellsThatItDiedWhenNobodyHereEndedIt() throws Exception {
    var part = part("exec sleep 60");
    part.start();

    ProcessHandle.of(part.pid()).orElseThrow().destroyForcibly();

    assertThat(part.died().get(10, TimeUnit.SECONDS)).isSameAs(part);
  }

  @Test
  void showsTheEndOfItsLogWhenItEndsTooEarly() {
    health.stop(0);
    var part = part("seq 1 100; echo no such setting >&2; exit 3");
    part.start();

    assertThatThrownBy(part::awaitReady)
        .isInstanceOf(StackFailure.class)
        .hasMessageStartingWith("broker ended while it was starting")
        .hasMessageContaining("82\n")
        .hasMessageNotContaining("81\n")
        .hasMessageEndingWith("no such setting");
  }

  private Part part(String script) {
    var plan =
        new PartPlan(
            "broker",
            folder.resolve("broker"),
            List.of("sh", "-c", script),
            Map.of(),
            List.of(),
            Ports.local(health.getAddress().getPort()),
            List.of());
    return new Part(
        plan, folder.resolve("logs"), new ProcessRecords(folder), HttpClient.newHttpClient());
  }
}
