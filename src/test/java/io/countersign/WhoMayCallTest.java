package io.countersign;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.web.KeyHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every endpoint of the whole application over HTTP, without and with the scopes it needs. There is
 * no engine and no history behind it: whoever may not call must not get that far.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "server.address=127.0.0.1",
      "camunda.client.grpc-address=http://127.0.0.1:1",
      "camunda.client.rest-address=http://127.0.0.1:1",
      "camunda.client.worker.defaults.enabled=false",
      "countersign.audit.elasticsearch-url=http://127.0.0.1:1",
      "countersign.models.deploy-absent=false",
      "countersign.secrets.key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
      "countersign.security.people[0].id=anna",
      "countersign.security.people[0].password={noop}anna-demo",
      "countersign.security.people[0].scopes=review"
    })
@ActiveProfiles("local")
class WhoMayCallTest {

  private static final Set<String> PEOPLE = Set.of("review", "audit", "administer");

  /** What each endpoint needs: one of these scopes. A new endpoint must be written down here. */
  private static final Map<String, Set<String>> NEEDED =
      Map.ofEntries(
          entry("POST /v1/actions", Set.of("propose")),
          entry("POST /v1/actions:preview", Set.of("propose")),
          entry("GET /v1/actions/{id}", Set.of("propose", "audit")),
          entry("GET /v1/actions/{id}/decision", Set.of("propose", "audit")),
          entry("GET /v1/actions/{id}/release", Set.of("propose", "audit")),
          entry("POST /v1/actions/{id}/release/redeem", Set.of("propose")),
          entry("POST /v1/actions/{id}/outcome", Set.of("propose")),
          entry("POST /v1/actions/{id}/clarification", Set.of("propose")),
          entry("POST /v1/actions/{id}/withdraw", Set.of("propose")),
          entry("GET /v1/reviews", Set.of("review", "audit")),
          entry("POST /v1/reviews/{id}/vote", Set.of("review")),
          entry("GET /v1/audit/actions", Set.of("audit")),
          entry("GET /v1/audit/actions/{id}", Set.of("audit")),
          entry("GET /v1/audit/actions:export", Set.of("audit")),
          entry("GET /v1/audit/entries:export", Set.of("audit")),
          entry("GET /v1/audit/refusals", Set.of("audit")),
          entry("GET /v1/audit/retention", Set.of("audit")),
          entry("PUT /v1/audit/actions/{id}/hold", Set.of("audit", "administer")),
          entry("DELETE /v1/audit/actions/{id}/hold", Set.of("administer")),
          entry("GET /v1/metrics/governance", Set.of("audit")),
          entry("POST /v1/halts", Set.of("halt")),
          entry("GET /v1/halts", Set.of("halt", "audit")),
          entry("GET /v1/halts/{id}", Set.of("halt", "audit")),
          entry("DELETE /v1/halts/{id}", Set.of("halt")),
          entry("POST /v1/release/keys:rotate", Set.of("administer")),
          entry("GET /v1/callbacks/endpoints", Set.of("propose", "administer", "audit")),
          entry("GET /v1/callbacks/endpoints/{id}", Set.of("propose", "administer", "audit")),
          entry("POST /v1/callbacks/endpoints", Set.of("administer")),
          entry("POST /v1/callbacks/endpoints/{id}/rotate", Set.of("administer")),
          entry("POST /v1/callbacks/endpoints/{id}/disable", Set.of("administer")),
          entry("POST /v1/callbacks/endpoints/{id}/enable", Set.of("administer")),
          entry("DELETE /v1/callbacks/endpoints/{id}", Set.of("administer")),
          entry("GET /v1/callbacks/deliveries", Set.of("propose", "administer", "audit")),
          entry("POST /v1/callbacks/deliveries/{id}/replay", Set.of("administer")),
          entry("POST /v1/callbacks/deliveries:replay", Set.of("administer")),
          entry("GET /v1/organization", PEOPLE),
          entry("GET /v1/organization/people", PEOPLE),
          entry("GET /v1/organization/people/{id}", PEOPLE),
          entry("PUT /v1/organization/people/{id}/delegation", Set.of("review", "administer")),
          entry("DELETE /v1/organization/people/{id}/delegation", Set.of("review", "administer")),
          entry("GET /v1/organization/roles", PEOPLE),
          entry("GET /v1/organization/roles/{id}", PEOPLE),
          entry("GET /v1/organization/departments", PEOPLE),
          entry("GET /v1/organization/shifts", PEOPLE),
          entry("GET /v1/organization/rotas", PEOPLE),
          entry("GET /v1/organization/rotas/{id}", PEOPLE),
          entry("GET /v1/organization/delegations", PEOPLE),
          entry("GET /v1/agents", Set.of("administer")),
          entry("GET /v1/agents/{id}", Set.of("administer")),
          entry("GET /v1/agents/{id}/keys", Set.of("administer")),
          entry("POST /v1/agents/{id}/keys", Set.of("administer")),
          entry("POST /v1/agents/{id}/keys/{keyId}/rotate", Set.of("administer")),
          entry("DELETE /v1/agents/{id}/keys/{keyId}", Set.of("administer")),
          entry("GET /v1/keys", Set.of("administer")),
          entry("POST /v1/keys", Set.of("administer")),
          entry("POST /v1/keys/{keyId}/rotate", Set.of("administer")),
          entry("DELETE /v1/keys/{keyId}", Set.of("administer")));

  /** Open to everyone, on purpose. */
  private static final Set<String> OPEN = Set.of("GET /.well-known/jwks.json");

  private static final List<String> SCOPES =
      List.of("propose", "review", "audit", "administer", "halt");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path state;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @LocalServerPort private int port;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  record Answer(int status, JsonNode body) {}

  /** One key for each scope, with the scope's name as the key. */
  @DynamicPropertySource
  static void keys(DynamicPropertyRegistry registry) {
    registry.add("countersign.state", state::toString);
    for (int i = 0; i < SCOPES.size(); i++) {
      String scope = SCOPES.get(i);
      String key = "countersign.security.keys[" + i + "].";
      registry.add(key + "id", () -> scope + "-only");
      registry.add(key + "kind", () -> scope.equals("propose") ? "agent" : "operator");
      registry.add(key + "sha256", () -> KeyHash.of(scope));
      registry.add(key + "scopes", () -> scope);
    }
  }

  @Test
  void everyEndpointHasItsRule() {
    assertThat(endpoints()).containsExactlyInAnyOrderElementsOf(all(NEEDED.keySet(), OPEN));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isRefusedWithoutACredential(String endpoint) throws Exception {
    Answer answer = call(endpoint);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body().path("code").asText()).isEqualTo("UNAUTHENTICATED");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isRefusedToEveryOtherScope(String endpoint) throws Exception {
    for (String scope : SCOPES) {
      if (!NEEDED.get(endpoint).contains(scope)) {
        Answer answer = call(endpoint, "Authorization", "Bearer " + scope);

        assertThat(answer.status()).as(scope).isEqualTo(403);
        assertThat(answer.body().path("detail").asText()).as(scope).contains("lacks the scope");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /actuator/info", "GET /actuator/metrics", "GET /actuator/env"})
  void keepsTheInsideForAdministrators(String endpoint) throws Exception {
    assertThat(call(endpoint).status()).isEqualTo(401);
    assertThat(call(endpoint, "Authorization", "Bearer audit").status()).isEqualTo(403);
  }

  @Test
  void tellsAdministratorsIfStrangersCanUseTheGateway() throws Exception {
    Answer answer = call("GET /actuator/info", "Authorization", "Bearer administer");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("gatewayWithoutCredentials").asText()).isEqualTo("UNKNOWN");
  }

  @Test
  void tellsTheKeyFromTheRest() throws Exception {
    assertThat(call("GET /v1/agents", "Authorization", "Bearer administer").status())
        .isEqualTo(200);
    assertThat(call("GET /v1/agents", "authorization", "bearer  administer ").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/agents?access_token=administer",
        "GET /v1/agents?key=administer",
        "GET /v1/agents?Authorization=Bearer%20administer"
      })
  void takesNoKeyFromTheUrl(String endpoint) throws Exception {
    assertThat(call(endpoint).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer  ",
        "administer",
        "Basic",
        "Basic !!!",
        "Token administer"
      })
  void isNobodyByAHeaderThatIsNoCredential(String header) throws Exception {
    assertThat(call("GET /v1/agents", "Authorization", header).status()).isEqualTo(401);
  }

  @Test
  void isNobodyByTwoCredentials() throws Exception {
    Answer answer =
        call(
            "GET /v1/agents",
            "Authorization",
            "Bearer administer",
            "Authorization",
            "Bearer administer");

    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void knowsPeopleByTheirPasswordAndNobodyElse() throws Exception {
    assertThat(call("GET /v1/organization", "Authorization", basic("anna", "anna-demo")).status())
        .isEqualTo(200);
    assertThat(call("GET /v1/organization", "Authorization", basic("anna", "")).status())
        .isEqualTo(401);
    assertThat(
            call("GET /v1/agents", "Authorization", basic("administer-only", "administer"))
                .status())
        .isEqualTo(401);
    assertThat(call("GET /v1/agents", "Authorization", basic("", "administer")).status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void refusesABodyThatIsTooLargeWhateverItIsFor(String endpoint) throws Exception {
    byte[] large = (" ".repeat(1_000_000) + "{}").getBytes(StandardCharsets.UTF_8);
    String scope = NEEDED.get(endpoint).iterator().next();

    Answer announced = send(endpoint, BodyPublishers.ofByteArray(large), "Bearer " + scope);
    Answer streamed =
        send(
            endpoint,
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)),
            "Bearer " + scope);

    assertThat(announced.status()).isEqualTo(413);
    assertThat(announced.body().path("code").asText()).isEqualTo("REQUEST_TOO_LARGE");
    // What is refused for another reason before its body is read is refused all the same.
    assertThat(streamed.status()).isGreaterThanOrEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/agents HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ",
        "GET /v1/agents HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer administer\r\nX: ",
        "GET /v1/agents?",
        "POST /v1/keys HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\n\r\n",
        "POST /v1/keys HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer administer\r\n"
            + "Content-Type: application/json\r\nContent-Length: 10000000\r\n\r\n"
      })
  void refusesTenMegabytesOfAnythingAndGoesOn(String start) throws Exception {
    assertThat(answerTo(start, 10_000_000))
        .isIn("", "HTTP/1.1 400", "HTTP/1.1 401", "HTTP/1.1 413");
    assertThat(call("GET /v1/agents", "Authorization", "Bearer administer").status())
        .as("the next call")
        .isEqualTo(200);
  }

  /**
   * Written by hand: a client would give up before it has sent so much.
   *
   * @return how the answer begins; empty if the server did not wait for the rest
   */
  private String answerTo(String start, int bytes) throws IOException {
    byte[] piece = "a".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      var out = socket.getOutputStream();
      try {
        out.write(start.getBytes(StandardCharsets.US_ASCII));
        for (int sent = 0; sent < bytes; sent += piece.length) {
          out.write(piece);
        }
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      } catch (IOException closed) {
        return "";
      }
    }
  }

  static Stream<String> rules() {
    return NEEDED.keySet().stream().sorted();
  }

  static Stream<String> bodies() {
    return rules().filter(it -> it.startsWith("PUT") || takesABody(it));
  }

  private static boolean takesABody(String endpoint) {
    return endpoint.startsWith("POST");
  }

  private Set<String> endpoints() {
    Set<String> found = new TreeSet<>();
    mappings
        .getHandlerMethods()
        .forEach(
            (info, handler) -> {
              if (handler.getBeanType().getName().startsWith("io.countersign.")) {
                for (String path : info.getPatternValues()) {
                  assertThat(info.getMethodsCondition().getMethods()).as(path).isNotEmpty();
                  info.getMethodsCondition()
                      .getMethods()
                      .forEach(method -> found.add(method + " " + path));
                }
              }
            });
    return found;
  }

  private static Set<String> all(Set<String> some, Set<String> others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  private static String basic(String name, String password) {
    byte[] login = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(login);
  }

  private Answer call(String endpoint, String... headers) throws Exception {
    BodyPublisher body =
        endpoint.startsWith("GET") || endpoint.startsWith("DELETE")
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString("{}");
    return send(endpoint, body, null, headers);
  }

  private Answer send(String endpoint, BodyPublisher body, String authorization, String... headers)
      throws Exception {
    String[] parts = endpoint.split(" ");
    String path = parts[1].replaceAll("\\{\\w+}", "x");
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "x")
            .method(parts[0], body);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    return new Answer(
        answer.statusCode(),
        answer.body().isEmpty() ? JSON.missingNode() : JSON.readTree(answer.body()));
  }
}
