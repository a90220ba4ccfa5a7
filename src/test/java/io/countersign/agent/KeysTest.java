package io.countersign.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.administration.Administration;
import io.countersign.administration.AdministrationScenario;
import io.countersign.web.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Keys from their making to their end, by the API and with the real files. */
@WebMvcTest(
    controllers = {AgentController.class, KeyController.class},
    includeFilters =
        @ComponentScan.Filter(
            type = FilterType.REGEX,
            pattern = "io\\.countersign\\.web\\.SecurityProperties"),
    properties = {
      "countersign.security.keys[0].id=admin",
      "countersign.security.keys[0].kind=operator",
      "countersign.security.keys[0].scopes=administer",
      // the key "admin"
      "countersign.security.keys[0].sha256="
          + "8c6976e5b5410415bde908bd4dee15dfb167a9c873fc4bb8a81f6f2ab448a918",
      "countersign.security.keys[1].id=support-agent",
      "countersign.security.keys[1].kind=agent",
      "countersign.security.keys[1].scopes=propose,administer",
      // the key "agent"
      "countersign.security.keys[1].sha256="
          + "d4f0bc5a29de06b510f9aa428f1eedba926012b591fef7a518e776a7c9bd1824",
    })
@ContextConfiguration(classes = KeysTest.Application.class)
class KeysTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T09:30:00Z");
  private static final String KEYS = "/v1/agents/support-agent/keys";
  private static final AtomicReference<Instant> NOW = new AtomicReference<>(MONDAY);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AdministrationScenario ADMINISTRATION = AdministrationScenario.anew();

  @TempDir private static Path folder;

  @Autowired private MockMvc http;
  @Autowired private StoredKeys stored;
  @Autowired private KeyFile file;
  @Autowired private KeyUses uses;
  @Autowired private Clock clock;

  record Made(String key, String id) {}

  @Configuration
  @ComponentScan(
      value = {"io.countersign.web", "io.countersign.organization", "io.countersign.agent"},
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.REGEX,
              pattern = ".*OrganizationControllerTest.*"))
  @ConfigurationPropertiesScan("io.countersign.web")
  static class Application {

    @Bean
    Administration administration() {
      return ADMINISTRATION.administration();
    }

    @Bean
    @Primary
    Clock movable() {
      return new Movable();
    }
  }

  private static class Movable extends Clock {

    @Override
    public Instant instant() {
      return NOW.get();
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }

  @DynamicPropertySource
  static void files(DynamicPropertyRegistry registry) throws IOException {
    Path organization =
        Files.writeString(
            folder.resolve("organization.yaml"),
            """
            people:
              - {id: ben, name: Ben}
            agents:
              - {id: support-agent, name: Support agent, owner: ben}
              - {id: other-agent, name: Other agent, owner: ben}
            """);
    registry.add("countersign.organization.file", organization::toString);
    registry.add("countersign.state", folder::toString);
  }

  @BeforeEach
  void startAnew() {
    NOW.set(MONDAY);
    file.change(all -> List.of());
    ADMINISTRATION.away(false).forget();
  }

  @Test
  void theHistoryLearnsWhoMadeAndRotatedAndRevokedAKey() throws Exception {
    Made made = made(KEYS, "{\"expiresAt\": \"2026-04-01T00:00:00Z\"}");
    Made next = made(KEYS + "/" + made.id() + "/rotate", "{\"overlap\": \"PT2H\"}");
    admin(delete(KEYS + "/" + next.id()));
    admin(delete(KEYS + "/" + next.id()));
    made("/v1/keys", "{\"holder\": \"audrey\", \"scopes\": [\"audit\", \"administer\"]}");

    List<String> told = ADMINISTRATION.words();

    assertThat(told)
        .hasSize(4)
        .contains(
            "key-issued cs_%s by admin {expiresAt=2026-04-01T00:00:00Z, holder=support-agent,"
                    .formatted(made.id())
                + " holderKind=agent, scopes=propose}",
            "key-rotated cs_%s by admin {holder=support-agent, holderKind=agent,"
                    .formatted(next.id())
                + " oldEndsAt=2026-03-02T11:30:00Z, replaces=cs_%s, scopes=propose}"
                    .formatted(made.id()),
            "key-revoked cs_%s by admin {holder=support-agent, holderKind=agent}"
                .formatted(next.id()))
        .anyMatch(
            it -> it.contains("{holder=audrey, holderKind=operator, scopes=administer, audit}"));
    assertThat(told.toString()).doesNotContain(made.key().substring(12), next.key().substring(12));
  }

  @Test
  void makesNoKeyWhileTheEngineIsAway() throws Exception {
    Made made = made(KEYS, "");
    String before = Files.readString(folder.resolve("keys.json"));
    ADMINISTRATION.away(true);

    refused(admin(json(post(KEYS), "")), 503, "ENGINE_UNAVAILABLE", null);
    refused(
        admin(json(post(KEYS + "/" + made.id() + "/rotate"), "")), 503, "ENGINE_UNAVAILABLE", null);
    refused(
        admin(json(post("/v1/keys"), "{\"holder\": \"me\", \"scopes\": [\"audit\"]}")),
        503,
        "ENGINE_UNAVAILABLE",
        null);

    assertThat(Files.readString(folder.resolve("keys.json"))).isEqualTo(before);
  }

  @Test
  void revokesAKeyWhileTheEngineIsAwayAndTellsOfItLater() throws Exception {
    Made made = made(KEYS, "");
    ADMINISTRATION.away(true);

    admin(delete(KEYS + "/" + made.id())).andExpect(status().isNoContent());

    assertThat(stored.caller(made.key())).isEmpty();
    assertThat(ADMINISTRATION.words()).hasSize(1);
    assertThat(ADMINISTRATION.away(false).words().getLast())
        .startsWith("key-revoked cs_" + made.id());
  }

  @Test
  void whatIsRefusedIsNotTold() throws Exception {
    refused(admin(delete(KEYS + "/aaaaaaaa")), 404, "KEY_NOT_FOUND", null);
    refused(admin(json(post(KEYS + "/aaaaaaaa/rotate"), "")), 404, "KEY_NOT_FOUND", null);

    assertThat(ADMINISTRATION.words()).isEmpty();
  }

  @Test
  void showsTheInventory() throws Exception {
    made(KEYS, "");

    admin(get("/v1/agents"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$[*].id", contains("support-agent", "other-agent")))
        .andExpect(jsonPath("$[0].owner").value("ben"))
        .andExpect(jsonPath("$[0].activeKeys").value(1));
    admin(get("/v1/agents/other-agent")).andExpect(jsonPath("$.activeKeys").value(0));
  }

  @Test
  void aNewKeyMayProposeForItsAgentAndNothingElse() throws Exception {
    assertThat(stored.caller(made(KEYS, "").key()))
        .contains(new Caller("support-agent", Caller.Kind.AGENT, Set.of("propose")));
  }

  @Test
  void aKeyIsShownOnceAndKeptOnlyAsAHash() throws Exception {
    Made made = made(KEYS, "{}");

    assertThat(made.key()).startsWith("cs_" + made.id() + "_").hasSize(55);
    assertThat(Files.readString(folder.resolve("keys.json")))
        .contains(made.id())
        .doesNotContain(made.key().substring(12));
    String shown = admin(get(KEYS)).andReturn().getResponse().getContentAsString();
    assertThat(shown).contains("cs_" + made.id()).doesNotContain(made.key(), "sha256");
  }

  @Test
  void isNobodyByAKeyThatIsOnlyAlmostRight() throws Exception {
    String key = made(KEYS, "").key();
    char last = key.charAt(key.length() - 2);

    assertThat(stored.caller(key + "x")).isEmpty();
    assertThat(stored.caller(key.substring(0, key.length() - 1))).isEmpty();
    assertThat(
            stored.caller(
                key.substring(0, key.length() - 2)
                    + (last == 'A' ? 'B' : 'A')
                    + key.charAt(key.length() - 1)))
        .isEmpty();
    assertThat(stored.caller(file.all().getFirst().sha256())).isEmpty();
  }

  @Test
  void aKeyEndsWhenItsTimeIsOver() throws Exception {
    String key = made(KEYS, "{\"expiresAt\": \"2026-03-02T10:30:00Z\"}").key();

    NOW.set(MONDAY.plus(Duration.ofMinutes(60)).minusMillis(1));
    assertThat(stored.caller(key)).isPresent();
    NOW.set(MONDAY.plus(Duration.ofMinutes(60)));
    assertThat(stored.caller(key)).isEmpty();
    admin(get(KEYS)).andExpect(jsonPath("$.items[0].state").value("expired"));
  }

  @Test
  void aRevokedKeyIsNobodysAtTheNextCall() throws Exception {
    Made made = made(KEYS, "");

    admin(delete(KEYS + "/" + made.id())).andExpect(status().isNoContent());

    assertThat(stored.caller(made.key())).isEmpty();
    admin(delete(KEYS + "/" + made.id())).andExpect(status().isNoContent());
    admin(get(KEYS))
        .andExpect(jsonPath("$.items[0].state").value("revoked"))
        .andExpect(jsonPath("$.items[0].revokedBy").value("admin"));
  }

  @Test
  void aKeyRevokedByAnotherInstanceIsNobodysAfterTheNextReread() throws Exception {
    Made made = made(KEYS, "");
    var otherFile = new KeyFile(folder.resolve("keys.json"));
    var other =
        new StoredKeys(otherFile, new KeyUses(folder.resolve("other.json"), otherFile), clock);
    assertThat(other.caller(made.key())).isPresent();

    admin(delete(KEYS + "/" + made.id()));
    otherFile.reread();

    assertThat(other.caller(made.key())).isEmpty();
  }

  @Test
  void aRotatedKeyIsGoodForTheOverlapAndThenNoMore() throws Exception {
    Made old = made(KEYS, "");

    Made next = made(KEYS + "/" + old.id() + "/rotate", "{\"overlap\": \"PT2H\"}");

    assertThat(stored.caller(old.key())).isEqualTo(stored.caller(next.key())).isPresent();
    NOW.set(MONDAY.plus(Duration.ofHours(2)));
    assertThat(stored.caller(old.key())).isEmpty();
    assertThat(stored.caller(next.key())).isPresent();
  }

  @Test
  void aRotationProlongsNothing() throws Exception {
    Made old = made(KEYS, "{\"expiresAt\": \"2026-03-02T10:00:00Z\"}");

    made(KEYS + "/" + old.id() + "/rotate", "{\"overlap\": \"P7D\"}");

    NOW.set(MONDAY.plus(Duration.ofMinutes(30)));
    assertThat(stored.caller(old.key())).isEmpty();
  }

  @Test
  void aKeyThatHasEndedCannotBeRotated() throws Exception {
    Made made = made(KEYS, "");
    admin(delete(KEYS + "/" + made.id()));

    refused(admin(json(post(KEYS + "/" + made.id() + "/rotate"), "")), 409, "KEY_ENDED", null);
  }

  @Test
  void theKeysOfOneHolderAreNoBusinessOfAnothers() throws Exception {
    Made made = made(KEYS, "");

    refused(admin(delete("/v1/agents/other-agent/keys/" + made.id())), 404, "KEY_NOT_FOUND", null);
    refused(admin(delete("/v1/keys/" + made.id())), 404, "KEY_NOT_FOUND", null);
    assertThat(stored.caller(made.key())).isPresent();
  }

  @Test
  void anOperatorsKeyMayDoWhatIsAskedForAndNoMore() throws Exception {
    Made made = made("/v1/keys", "{\"holder\": \"audrey\", \"scopes\": [\"audit\"]}");

    assertThat(stored.caller(made.key()))
        .contains(new Caller("audrey", Caller.Kind.OPERATOR, Set.of("audit")));
    withKey(made.key(), get("/v1/agents")).andExpect(status().isForbidden());
    admin(get("/v1/keys")).andExpect(jsonPath("$.items[0].holder").value("audrey"));
    Made next = made("/v1/keys/" + made.id() + "/rotate", "{\"overlap\": \"PT0S\"}");
    assertThat(stored.caller(made.key())).isEmpty();
    admin(delete("/v1/keys/" + next.id())).andExpect(status().isNoContent());
    assertThat(stored.caller(next.key())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'holder': 'x', 'scopes': ['propose']} | INVALID_FIELD | scopes",
        "{'holder': 'x', 'scopes': ['review']} | INVALID_FIELD | scopes",
        "{'holder': 'x', 'scopes': ['audit', 'everything']} | INVALID_FIELD | scopes",
        "{'holder': 'x', 'scopes': []} | INVALID_FIELD | scopes",
        "{'holder': 'x'} | INVALID_FIELD | scopes",
        "{'holder': 'x', 'scopes': 'audit'} | INVALID_FIELD | scopes",
        "{'scopes': ['audit']} | INVALID_FIELD | holder",
        "{'holder': 'a b', 'scopes': ['audit']} | INVALID_FIELD | holder",
        "{'holder': 'support-agent', 'scopes': ['audit']} | INVALID_FIELD | holder",
        "{'holder': 'x', 'scopes': ['audit'], 'expires': '2026-04-01T00:00:00Z'}"
            + " | UNKNOWN_FIELD | expires",
        "{'holder': 'x', 'scopes': ['audit'], 'expiresAt': 'soon'} | INVALID_FIELD | expiresAt",
        "{'holder': 'x', 'scopes': ['audit'], 'expiresAt': '2026-03-02T09:30:00Z'}"
            + " | INVALID_FIELD | expiresAt",
        "{'holder': 'x', 'holder': 'y', 'scopes': ['audit']} | MALFORMED_REQUEST |",
        "[] | MALFORMED_REQUEST |",
        "{ | MALFORMED_REQUEST |"
      })
  void refusesAKeyThatNobodyMeant(String body, String code, String field) throws Exception {
    refused(admin(json(post("/v1/keys"), body.replace('\'', '"'))), 400, code, field);
    assertThat(file.all()).isEmpty();
  }

  @Test
  void makesNoKeyOfABodyThatIsNoJson() throws Exception {
    var form = post(KEYS).contentType("application/x-www-form-urlencoded");

    refused(
        admin(form.content("{\"expiresAt\": \"2026-03-02T10:30:00Z\"}")),
        415,
        "UNSUPPORTED_MEDIA_TYPE",
        null);
    assertThat(file.all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-PT1S", "P31D", "tomorrow"})
  void refusesAnOverlapThatNobodyMeant(String overlap) throws Exception {
    Made made = made(KEYS, "");

    refused(
        admin(json(post(KEYS + "/" + made.id() + "/rotate"), "{\"overlap\": \"" + overlap + "\"}")),
        400,
        "INVALID_FIELD",
        "overlap");
    assertThat(file.all()).hasSize(1);
  }

  @Test
  void makesNoKeyForAnAgentThatNobodyAnswersFor() throws Exception {
    refused(admin(json(post("/v1/agents/stray-agent/keys"), "")), 404, "AGENT_NOT_FOUND", null);
  }

  @Test
  void letsNoAgentMakeOrRevokeKeysWhateverItsScopes() throws Exception {
    Made made = made(KEYS, "");

    refused(withKey("agent", json(post(KEYS), "")), 403, "FORBIDDEN", null);
    refused(withKey("agent", delete(KEYS + "/" + made.id())), 403, "FORBIDDEN", null);
    refused(
        withKey(
            "agent", json(post("/v1/keys"), "{\"holder\": \"me\", \"scopes\": [\"administer\"]}")),
        403,
        "FORBIDDEN",
        null);
  }

  @Test
  void notesTheLastUseWithoutWritingAtEachCall() throws Exception {
    Made made = made(KEYS, "");
    NOW.set(MONDAY.plusSeconds(90));
    withKey(made.key(), get("/v1/agents")).andExpect(status().isForbidden());

    admin(get(KEYS)).andExpect(jsonPath("$.items[0].lastUsedAt").value("2026-03-02T09:31:00Z"));
    assertThat(usesFile()).doesNotContain(made.id());

    uses.write();

    assertThat(usesFile()).contains(made.id(), "2026-03-02T09:31:00Z");
    assertThat(new KeyUses(folder.resolve("key-uses.json"), file).last(made.id()))
        .contains(MONDAY.plusSeconds(60));
  }

  @Test
  void forgetsKeysLongAfterTheirEnd() throws Exception {
    Made old = made(KEYS, "{\"expiresAt\": \"2026-03-03T09:30:00Z\"}");

    NOW.set(MONDAY.plus(Duration.ofDays(400)));
    made(KEYS, "");
    assertThat(file.find(old.id())).isPresent();
    NOW.set(MONDAY.plus(Duration.ofDays(402)));
    made(KEYS, "");
    assertThat(file.find(old.id())).isEmpty();
    assertThat(file.all()).hasSize(2);
  }

  @Test
  void admitsNobodyByABrokenFile() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.json"), "[{\"id\": \"abcdefgh\"}]");
    var brokenFile = new KeyFile(broken);

    assertThat(brokenFile.all()).isEmpty();
  }

  private String usesFile() throws IOException {
    Path written = folder.resolve("key-uses.json");
    return Files.exists(written) ? Files.readString(written) : "";
  }

  private Made made(String path, String body) throws Exception {
    String answer =
        admin(json(post(path), body))
            .andExpect(status().isCreated())
            .andReturn()
            .getResponse()
            .getContentAsString();
    JsonNode json = JSON.readTree(answer);
    return new Made(json.path("key").asText(), json.at("/about/id").asText());
  }

  private ResultActions admin(MockHttpServletRequestBuilder request) throws Exception {
    return withKey("admin", request);
  }

  private ResultActions withKey(String key, MockHttpServletRequestBuilder request)
      throws Exception {
    return http.perform(request.header("Authorization", "Bearer " + key));
  }

  private static MockHttpServletRequestBuilder json(
      MockHttpServletRequestBuilder request, String body) {
    return request.contentType("application/json").content(body);
  }

  private static void refused(ResultActions answer, int status, String code, String field)
      throws Exception {
    answer.andExpect(status().is(status)).andExpect(jsonPath("$.code").value(code));
    answer.andExpect(
        field == null ? jsonPath("$.field").doesNotExist() : jsonPath("$.field").value(field));
  }
}
