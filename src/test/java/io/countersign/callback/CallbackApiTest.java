package io.countersign.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.administration.Administration;
import io.countersign.administration.AdministrationScenario;
import io.countersign.secret.SealingKeys;
import io.countersign.secret.SecretSeal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Who may do what with endpoints and deliveries, and what each refusal names. */
@WebMvcTest(
    controllers = {EndpointController.class, DeliveryController.class},
    includeFilters =
        @ComponentScan.Filter(
            type = FilterType.REGEX,
            pattern = "io\\.countersign\\.web\\.SecurityProperties"),
    properties = {
      "springdoc.api-docs.version=openapi_3_1",
      "countersign.security.keys[0].id=support-agent",
      "countersign.security.keys[0].kind=agent",
      "countersign.security.keys[0].scopes=propose,administer",
      // the key "agent"
      "countersign.security.keys[0].sha256="
          + "d4f0bc5a29de06b510f9aa428f1eedba926012b591fef7a518e776a7c9bd1824",
      "countersign.security.keys[1].id=admin",
      "countersign.security.keys[1].kind=operator",
      "countersign.security.keys[1].scopes=administer",
      // the key "admin"
      "countersign.security.keys[1].sha256="
          + "8c6976e5b5410415bde908bd4dee15dfb167a9c873fc4bb8a81f6f2ab448a918",
    })
@ContextConfiguration(classes = CallbackApiTest.Application.class)
class CallbackApiTest {

  private static final String ENDPOINTS = "/v1/callbacks/endpoints";

  @TempDir static Path folder;

  @Autowired private MockMvc mvc;
  @Autowired private EndpointFile file;
  @MockitoBean private DeliveryHistory history;
  @MockitoBean private Replays replays;

  @Configuration
  @ComponentScan("io.countersign.web")
  @ConfigurationPropertiesScan("io.countersign.web")
  @EnableConfigurationProperties(CallbackProperties.class)
  @ImportAutoConfiguration({
    org.springdoc.core.configuration.SpringDocConfiguration.class,
    org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration.class,
    org.springdoc.core.properties.SpringDocConfigProperties.class
  })
  @Import({
    EndpointController.class,
    DeliveryController.class,
    Endpoints.class,
    EndpointFile.class,
    EndpointKeys.class,
    CallbackAddresses.class,
    CallbackWebhooks.class,
    SecretSeal.class
  })
  static class Application {

    @Bean
    Administration administration() {
      return AdministrationScenario.anew().administration();
    }

    @Bean
    SealingKeys sealingKeys() {
      return () -> List.of(new byte[32]);
    }
  }

  @DynamicPropertySource
  static void files(DynamicPropertyRegistry registry) {
    registry.add(
        "countersign.callback.endpoints", () -> folder.resolve("endpoints.json").toString());
  }

  @BeforeEach
  void forgetEndpoints() {
    file.change(all -> List.of());
  }

  @Test
  void showsASecretOnceAndNeverAgain() throws Exception {
    JsonNode made =
        body(as("admin", registration("support-agent")).andExpect(status().isCreated()));

    String secret = made.path("secret").asText();
    assertThat(secret).startsWith("whsec_");
    for (String path : List.of(ENDPOINTS, ENDPOINTS + "/" + made.path("id").asText())) {
      as("admin", get(path)).andExpect(status().isOk());
      assertThat(as("admin", get(path)).andReturn().getResponse().getContentAsString())
          .contains(made.at("/keys/0/publicKey").asText())
          .doesNotContain("whsec_")
          .doesNotContain("whsk_");
    }
  }

  @Test
  void letsNoCacheKeepASecret() throws Exception {
    as("admin", registration("support-agent"))
        .andExpect(header().string("Cache-Control", "no-store"))
        .andExpect(jsonPath("$.id", startsWith("ep_")))
        .andExpect(jsonPath("$.keys[0].publicKey", startsWith("whpk_")));
  }

  @Test
  void anAgentSeesItsOwnEndpointsOnly() throws Exception {
    as("admin", registration("support-agent"));
    String other = body(as("admin", registration("other-agent"))).path("id").asText();

    as("agent", get(ENDPOINTS))
        .andExpect(jsonPath("$.items", hasSize(1)))
        .andExpect(jsonPath("$.items[0].agent").value("support-agent"));
    as("agent", get(ENDPOINTS + "/" + other))
        .andExpect(status().isNotFound())
        .andExpect(jsonPath("$.code").value("ENDPOINT_NOT_FOUND"));
  }

  /** Even with the scope: what holds its key could send its decisions elsewhere. */
  @Test
  void anAgentChangesNothing() throws Exception {
    String own = body(as("admin", registration("support-agent"))).path("id").asText();

    as("agent", registration("support-agent")).andExpect(status().isForbidden());
    for (String path :
        List.of(
            ENDPOINTS + "/" + own + "/rotate",
            ENDPOINTS + "/" + own + "/disable",
            ENDPOINTS + "/" + own + "/enable",
            "/v1/callbacks/deliveries/1/replay")) {
      as("agent", post(path)).andExpect(status().isForbidden());
    }
    as("agent", delete(ENDPOINTS + "/" + own)).andExpect(status().isForbidden());
    as("admin", get(ENDPOINTS + "/" + own)).andExpect(jsonPath("$.state").value("enabled"));
  }

  @Test
  void nobodyReadsWithoutAKey() throws Exception {
    mvc.perform(get(ENDPOINTS)).andExpect(status().isUnauthorized());
    mvc.perform(get("/v1/callbacks/deliveries")).andExpect(status().isUnauthorized());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"url\":\"https://93.184.215.14/\",\"events\":[\"action.decided\"]}|INVALID_FIELD|agent",
        "{\"agent\":\"a\",\"events\":[\"action.decided\"]}|INVALID_FIELD|url",
        "{\"agent\":\"a\",\"url\":\"https://93.184.215.14/\"}|INVALID_FIELD|events",
        "{\"agent\":\"a\",\"url\":\"https://93.184.215.14/\",\"events\":[]}|INVALID_FIELD|events",
        "{\"agent\":\"a\",\"url\":\"https://93.184.215.14/\",\"events\":[\"x\"]}|INVALID_FIELD|events[0]",
        "{\"agent\":\"a\",\"url\":\"https://10.0.0.1/\",\"events\":[\"action.decided\"]}"
            + "|CALLBACK_ADDRESS_REFUSED|url",
        "{\"agent\":\"a\",\"url\":\"https://u:p@93.184.215.14/\",\"events\":[\"action.decided\"]}"
            + "|CALLBACK_ADDRESS_REFUSED|url",
        "{\"agent\":\"a\",\"secret\":\"whsec_x\"}|UNKNOWN_FIELD|secret",
      })
  void namesTheFieldOfAWrongRegistration(String body, String code, String field) throws Exception {
    as("admin", post(ENDPOINTS).contentType("application/json").content(body))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.code").value(code))
        .andExpect(jsonPath("$.field").value(field));
  }

  @ParameterizedTest
  @CsvSource({"PT-1S", "P31D", "soon"})
  void refusesAnOverlapThatIsNone(String overlap) throws Exception {
    String id = body(as("admin", registration("support-agent"))).path("id").asText();

    as(
            "admin",
            post(ENDPOINTS + "/" + id + "/rotate")
                .contentType("application/json")
                .content("{\"overlap\": \"" + overlap + "\"}"))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.field").value("overlap"));
  }

  @Test
  void rotatesWithoutABody() throws Exception {
    String id = body(as("admin", registration("support-agent"))).path("id").asText();

    as("admin", post(ENDPOINTS + "/" + id + "/rotate"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.secret", startsWith("whsec_")))
        .andExpect(jsonPath("$.keys", hasSize(2)))
        .andExpect(jsonPath("$.keys[1].until").exists());
  }

  @ParameterizedTest
  @CsvSource({"state,gone", "from,yesterday", "limit,0", "colour,red"})
  void namesTheParameterOfAWrongQuery(String name, String value) throws Exception {
    as("admin", get("/v1/callbacks/deliveries").param(name, value))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.field").value(name));
  }

  @Test
  void describesEveryEventInTheApiDescription() throws Exception {
    JsonNode api = body(mvc.perform(get("/v3/api-docs")).andExpect(status().isOk()));

    assertThat(api.path("openapi").asText()).startsWith("3.1");
    for (CallbackEvent event : CallbackEvent.values()) {
      JsonNode message =
          api.path("webhooks")
              .path(event.word())
              .at("/post/requestBody/content/application~1json/schema");
      assertThat(message.at("/properties/type/const").asText()).isEqualTo(event.word());
      String data = message.at("/properties/data/$ref").asText();
      JsonNode schema = api.at(data.substring(1));
      assertThat(schema.at("/properties/digest").isObject()).describedAs(data).isTrue();
      assertThat(schema.at("/properties/sequence").isObject()).describedAs(data).isTrue();
    }
  }

  private static MockHttpServletRequestBuilder registration(String agent) {
    return post(ENDPOINTS)
        .contentType("application/json")
        .content(
            """
            {"agent": "%s", "url": "https://93.184.215.14/callback", "events": ["action.decided"]}
            """
                .formatted(agent));
  }

  private ResultActions as(String key, MockHttpServletRequestBuilder call) throws Exception {
    return mvc.perform(call.header("Authorization", "Bearer " + key));
  }

  private static JsonNode body(ResultActions answer) throws Exception {
    return CallbackScenario.JSON.readTree(answer.andReturn().getResponse().getContentAsByteArray());
  }
}
