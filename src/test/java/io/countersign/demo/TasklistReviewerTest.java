package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Tasklist that is busy with its own import is asked again, one that refuses is not. */
class TasklistReviewerTest {

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final HttpServer tasklist;
  private int refusals;
  private int refusal;

  TasklistReviewerTest() throws IOException {
    tasklist = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tasklist.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          calls.add(path.substring(path.lastIndexOf('/') + 1));
          boolean refused = path.endsWith("/assign") && refusals-- > 0;
          byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(refused ? refusal : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    tasklist.start();
  }

  @AfterEach
  void stop() {
    tasklist.stop(0);
  }

  @Test
  void takesATaskAgainThatTheImporterWroteAtTheSameMoment() {
    refuse(1, 500);

    reviewer().decide("7", "approve", "Checked.");

    assertThat(calls).containsExactly("login", "assign", "assign", "complete");
  }

  @Test
  void doesNotVoteInATaskThatItMayNotTake() {
    refuse(1, 403);

    assertThatThrownBy(() -> reviewer().decide("7", "approve", "Checked."))
        .hasMessageContaining("403");
    assertThat(calls).containsExactly("login", "assign");
  }

  private void refuse(int times, int status) {
    refusals = times;
    refusal = status;
  }

  private TasklistReviewer reviewer() {
    return TasklistReviewer.login(
        "http://127.0.0.1:" + tasklist.getAddress().getPort(), "anna", "anna-demo");
  }
}
