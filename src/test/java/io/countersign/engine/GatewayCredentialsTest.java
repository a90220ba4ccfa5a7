package io.countersign.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.camunda.client.CamundaClient;
import io.camunda.client.spring.configuration.CamundaAutoConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The client as it is configured for a secured gateway, by the keys that the operator is told. */
class GatewayCredentialsTest {

  @TempDir private Path cache;

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final HttpServer server = server();
  private final String address = "http://127.0.0.1:" + server.getAddress().getPort();
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(JacksonAutoConfiguration.class, CamundaAutoConfiguration.class))
          .withPropertyValues(
              "camunda.client.mode=self-managed",
              "camunda.client.grpc-address=" + address,
              "camunda.client.rest-address=" + address,
              "camunda.client.prefer-rest-over-grpc=true");

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void showsANameAndAPassword() {
    application
        .withPropertyValues(
            "camunda.client.auth.method=basic",
            "camunda.client.auth.username=countersign",
            "camunda.client.auth.password=secret")
        .run(it -> ask(it.getBean(CamundaClient.class)));

    String login =
        Base64.getEncoder().encodeToString("countersign:secret".getBytes(StandardCharsets.UTF_8));
    assertThat(seen).containsExactly("Basic " + login);
  }

  @Test
  void showsATokenOfItsIssuer() {
    application
        .withPropertyValues(
            "camunda.client.auth.method=oidc",
            "camunda.client.auth.client-id=countersign",
            "camunda.client.auth.client-secret=secret",
            "camunda.client.auth.token-url=" + address + "/token",
            "camunda.client.auth.audience=zeebe",
            "camunda.client.auth.credentials-cache-path=" + cache.resolve("credentials"))
        .run(it -> ask(it.getBean(CamundaClient.class)));

    assertThat(seen).containsExactly("Bearer a-token");
  }

  private static void ask(CamundaClient client) {
    client.newTopologyRequest().send().join();
  }

  private HttpServer server() {
    try {
      var created =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      answering(
          created,
          "/token",
          "{\"access_token\": \"a-token\", \"token_type\": \"Bearer\","
              + " \"expires_in\": 300, \"scope\": \"\"}");
      answering(
          created,
          "/v2/topology",
          "{\"brokers\": [], \"clusterSize\": 1,"
              + " \"partitionsCount\": 1, \"replicationFactor\": 1, \"gatewayVersion\": \"8.6.0\"}");
      created.start();
      return created;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answering(HttpServer on, String path, String json) {
    on.createContext(
        path,
        http -> {
          if (!path.equals("/token")) {
            seen.add(String.valueOf(http.getRequestHeaders().getFirst("Authorization")));
          }
          byte[] body = json.getBytes(StandardCharsets.UTF_8);
          http.getResponseHeaders().set("Content-Type", "application/json");
          http.sendResponseHeaders(200, body.length);
          http.getResponseBody().write(body);
          http.close();
        });
  }
}
