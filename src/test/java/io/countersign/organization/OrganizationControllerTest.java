package io.countersign.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.countersign.administration.Administration;
import io.countersign.administration.AdministrationScenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
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

@WebMvcTest(
    controllers = {OrganizationController.class, AbsenceController.class},
    includeFilters =
        @ComponentScan.Filter(
            type = FilterType.REGEX,
            pattern = "io\\.countersign\\.web\\.SecurityProperties"),
    properties = {
      "countersign.security.people[0].id=anna",
      "countersign.security.people[0].password={noop}anna-demo",
      "countersign.security.people[0].scopes=review,audit",
      "countersign.security.people[1].id=ben",
      "countersign.security.people[1].password={noop}ben-demo",
      "countersign.security.people[1].scopes=review,audit",
      "countersign.security.people[2].id=stranger",
      "countersign.security.people[2].password={noop}stranger-demo",
      "countersign.security.people[2].scopes=review,audit",
      "countersign.security.keys[0].id=anna",
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
@ContextConfiguration(classes = OrganizationControllerTest.Application.class)
class OrganizationControllerTest {

  private static final String ORGANIZATION =
      """
      roles:
        - {id: support, name: Support}
        - {id: operations, name: Operations}
      departments:
        - {id: help, name: Help, head: ben}
      people:
        - {id: anna, name: Anna, roles: [support], departments: [help], manager: ben}
        - {id: ben, name: Ben, roles: [support], limits: [{type: refund.issue, currency: EUR, upTo: 9}]}
        - {id: carl, name: Carl, roles: [operations]}
        - {id: dora, name: Dora, roles: [operations]}
        - {id: emil, name: Emil}
      shifts:
        - {id: early, role: support, people: [anna], zone: UTC, days: [MONDAY], from: "06:00", to: "14:00"}
      rotas:
        - {id: on-call, role: operations, zone: UTC, start: 2026-02-23T09:00, turn: P7D, people: [carl, dora]}
      """;

  private static final AdministrationScenario ADMINISTRATION = AdministrationScenario.anew();

  @TempDir private static Path folder;

  @Autowired private MockMvc http;
  @Autowired private DelegationFile delegations;
  @Autowired private OrganizationInForce organization;

  @Configuration
  @ComponentScan({"io.countersign.web", "io.countersign.organization"})
  @ConfigurationPropertiesScan("io.countersign.web")
  static class Application {

    @Bean
    Administration administration() {
      return ADMINISTRATION.administration();
    }

    /** A Monday. */
    @Bean
    @Primary
    Clock monday() {
      return Clock.fixed(Instant.parse("2026-03-02T09:30:00Z"), ZoneOffset.UTC);
    }
  }

  @DynamicPropertySource
  static void files(DynamicPropertyRegistry registry) throws IOException {
    Path file = Files.writeString(folder.resolve("organization.yaml"), ORGANIZATION);
    registry.add("countersign.organization.file", file::toString);
    registry.add(
        "countersign.organization.delegations",
        () -> folder.resolve("delegations.json").toString());
  }

  @BeforeEach
  void forgetDelegations() {
    delegations.change(all -> List.of());
    ADMINISTRATION.away(false).forget();
  }

  @Test
  void showsWhatIsInForce() throws Exception {
    as("anna", get("/v1/organization"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.people").value(5))
        .andExpect(jsonPath("$.since").value("2026-03-02T09:30:00Z"))
        .andExpect(jsonPath("$.problems", empty()));
  }

  @Test
  void showsWhyANewerFileIsNotInForce() throws Exception {
    Path file = folder.resolve("organization.yaml");
    try {
      Files.writeString(file, ORGANIZATION.replace("head: ben", "head: bob"));
      organization.reread();
      organization.reread();

      as("anna", get("/v1/organization"))
          .andExpect(
              jsonPath("$.problems", contains("organization.yaml line 5: \"bob\" is nobody here")));
    } finally {
      Files.writeString(file, ORGANIZATION);
      organization.reread();
      organization.reread();
    }
  }

  @Test
  void showsAPersonWithTheirDuties() throws Exception {
    as("ben", get("/v1/organization/people/anna"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.manager").value("ben"))
        .andExpect(jsonPath("$.departments", contains("help")))
        .andExpect(jsonPath("$.onDuty", contains("support")))
        .andExpect(jsonPath("$.standIn").doesNotExist());
  }

  @Test
  void showsEveryoneWithTheirLimits() throws Exception {
    as("ben", get("/v1/organization/people"))
        .andExpect(jsonPath("$", hasSize(5)))
        .andExpect(jsonPath("$[1].limits[0].upTo").value(9));
  }

  @Test
  void showsWhoHoldsARoleAndWhoIsOnDutyAtAMoment() throws Exception {
    as("ben", get("/v1/organization/roles/support").param("at", "2026-03-02T15:00:00+01:00"))
        .andExpect(jsonPath("$.at").value("2026-03-02T14:00:00Z"))
        .andExpect(jsonPath("$.holders[0].id").value("anna"))
        .andExpect(jsonPath("$.holders[0].onDuty").value(false));
    as("ben", get("/v1/organization/roles/support"))
        .andExpect(jsonPath("$.holders[0].onDuty").value(true))
        .andExpect(jsonPath("$.holders[1].onDuty").value(false));
  }

  @Test
  void showsWhoIsOnCallAndWhoIsNext() throws Exception {
    as("ben", get("/v1/organization/rotas/on-call"))
        .andExpect(jsonPath("$.onCall").value("dora"))
        .andExpect(jsonPath("$.rota.turn").value("P7D"))
        .andExpect(jsonPath("$.rota.zone").value("UTC"))
        .andExpect(jsonPath("$.turns[1].person").value("carl"))
        .andExpect(jsonPath("$.turns[1].from").value("2026-03-09T09:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"roles, 2", "departments, 1", "shifts, 1", "rotas, 1", "delegations, 0"})
  void listsTheRest(String list, int size) throws Exception {
    as("ben", get("/v1/organization/" + list)).andExpect(jsonPath("$", hasSize(size)));
  }

  @ParameterizedTest
  @CsvSource({
    "people/zoe, 404, PERSON_NOT_FOUND,",
    "roles/zoe, 404, NOT_FOUND,",
    "rotas/zoe, 404, NOT_FOUND,",
    "roles/support?at=noon, 400, INVALID_FIELD, at",
    "rotas/on-call?at=2026-03-02, 400, INVALID_FIELD, at"
  })
  void refusesToShowWhatIsNotThere(String path, int status, String code, String field)
      throws Exception {
    refused(as("ben", get("/v1/organization/" + path)), status, code, field);
  }

  @Test
  void showsNothingToStrangers() throws Exception {
    http.perform(get("/v1/organization/people")).andExpect(status().isUnauthorized());
  }

  @Test
  void letsPeopleSayWhoStandsIn() throws Exception {
    as("anna", setTo("ben", "2026-03-02T08:00:00+01:00", "2026-03-08T08:00:00+01:00"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.from").value("2026-03-02T09:30:00Z"))
        .andExpect(jsonPath("$.until").value("2026-03-08T07:00:00Z"));

    as("ben", get("/v1/organization/people/anna"))
        .andExpect(jsonPath("$.standIn").value("ben"))
        .andExpect(jsonPath("$.delegations", hasSize(1)));
    as("ben", get("/v1/organization/delegations"))
        .andExpect(jsonPath("$[0].person").value("anna"))
        .andExpect(jsonPath("$[0].to").value("ben"));
    assertThat(delegations.all()).singleElement().extracting("setBy").isEqualTo("anna");
  }

  @Test
  void putsANewDelegationInThePlaceOfTheOldOne() throws Exception {
    as("anna", setTo("ben", null, "2026-03-08T08:00:00Z"));
    as("anna", setTo("carl", null, "2026-03-09T08:00:00Z")).andExpect(status().isOk());

    as("ben", get("/v1/organization/delegations"))
        .andExpect(jsonPath("$", hasSize(1)))
        .andExpect(jsonPath("$[0].to").value("carl"));
  }

  @Test
  void letsPeopleBeBack() throws Exception {
    as("anna", setTo("ben", "2026-03-03T08:00:00Z", "2026-03-08T08:00:00Z"));

    as("anna", delete("/v1/organization/people/anna/delegation")).andExpect(status().isNoContent());
    as("anna", delete("/v1/organization/people/anna/delegation")).andExpect(status().isNoContent());

    as("ben", get("/v1/organization/delegations")).andExpect(jsonPath("$", empty()));
  }

  @Test
  void letsAnAdministratorSayItForOthers() throws Exception {
    withKey("admin", setTo("ben", null, "2026-03-08T08:00:00Z")).andExpect(status().isOk());

    assertThat(delegations.all()).singleElement().extracting("setBy").isEqualTo("admin");
    withKey("admin", delete("/v1/organization/people/anna/delegation"))
        .andExpect(status().isNoContent());
  }

  @Test
  void theHistoryLearnsWhoSaidWhoStandsIn() throws Exception {
    as("anna", setTo("ben", null, "2026-03-08T08:00:00Z"));
    withKey("admin", delete("/v1/organization/people/anna/delegation"));
    withKey("admin", delete("/v1/organization/people/anna/delegation"));

    assertThat(ADMINISTRATION.words())
        .containsExactly(
            "delegation-set anna by anna"
                + " {from=2026-03-02T09:30:00Z, to=ben, until=2026-03-08T08:00:00Z}",
            "delegation-ended anna by admin {}");
  }

  @Test
  void nobodyBeginsToStandInWhileTheEngineIsAwayAndThePersonMayBeBack() throws Exception {
    as("anna", setTo("ben", null, "2026-03-08T08:00:00Z"));
    ADMINISTRATION.away(true);

    refused(
        as("anna", setTo("carl", null, "2026-03-08T08:00:00Z")), 503, "ENGINE_UNAVAILABLE", null);
    assertThat(delegations.all()).singleElement().extracting("to").isEqualTo("ben");
    as("anna", delete("/v1/organization/people/anna/delegation")).andExpect(status().isNoContent());

    as("ben", get("/v1/organization/delegations")).andExpect(jsonPath("$", empty()));
    assertThat(ADMINISTRATION.away(false).words().getLast())
        .isEqualTo("delegation-ended anna by anna {}");
  }

  @Test
  void leavesItToThePersonThemself() throws Exception {
    refused(as("ben", setTo("carl", null, "2026-03-08T08:00:00Z")), 403, "FORBIDDEN", null);
    refused(as("ben", delete("/v1/organization/people/anna/delegation")), 403, "FORBIDDEN", null);
  }

  @Test
  void refusesAnAgentEvenWithThePersonsIdAndEveryScope() throws Exception {
    refused(withKey("agent", setTo("ben", null, "2026-03-08T08:00:00Z")), 403, "FORBIDDEN", null);
    refused(
        withKey("agent", delete("/v1/organization/people/anna/delegation")),
        403,
        "FORBIDDEN",
        null);
  }

  @Test
  void refusesSomeoneWhoIsNotInTheOrganization() throws Exception {
    var path = put("/v1/organization/people/stranger/delegation");

    refused(
        as("stranger", json(path, "{\"to\": \"ben\", \"until\": \"2026-03-08T08:00:00Z\"}")),
        404,
        "PERSON_NOT_FOUND",
        null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'to': 'zoe', 'until': '2026-03-08T08:00:00Z'} | 404 | PERSON_NOT_FOUND | to",
        "{'to': 'anna', 'until': '2026-03-08T08:00:00Z'} | 400 | INVALID_FIELD | to",
        "{'until': '2026-03-08T08:00:00Z'} | 400 | INVALID_FIELD | to",
        "{'to': 7, 'until': '2026-03-08T08:00:00Z'} | 400 | INVALID_FIELD | to",
        "{'to': 'ben'} | 400 | INVALID_FIELD | until",
        "{'to': 'ben', 'until': 'Friday'} | 400 | INVALID_FIELD | until",
        "{'to': 'ben', 'until': '2026-03-08T08:00:00'} | 400 | INVALID_FIELD | until",
        "{'to': 'ben', 'until': '2026-03-02T09:30:00Z'} | 400 | INVALID_FIELD | until",
        "{'to': 'ben', 'until': '2027-03-04T09:30:00Z'} | 400 | INVALID_FIELD | until",
        "{'to': 'ben', 'from': '2026-03-08T08:00:00Z', 'until': '2026-03-08T08:00:00Z'}"
            + " | 400 | INVALID_FIELD | until",
        "{'to': 'ben', 'from': 'now', 'until': '2026-03-08T08:00:00Z'} | 400 | INVALID_FIELD | from",
        "{'to': 'ben', 'untill': '2026-03-08T08:00:00Z'} | 400 | UNKNOWN_FIELD | untill",
        "{'to': 'ben', 'to': 'carl', 'until': '2026-03-08T08:00:00Z'} | 400 | MALFORMED_REQUEST |",
        "[] | 400 | MALFORMED_REQUEST |",
        "{ | 400 | MALFORMED_REQUEST |"
      })
  void refusesWhatIsNoDelegation(String body, int status, String code, String field)
      throws Exception {
    var request = put("/v1/organization/people/anna/delegation");

    refused(as("anna", json(request, body.replace('\'', '"'))), status, code, field);
    assertThat(delegations.all()).isEmpty();
  }

  @Test
  void refusesABodyThatIsTooLarge() throws Exception {
    var request = put("/v1/organization/people/anna/delegation");

    refused(as("anna", json(request, " ".repeat(17_000))), 413, "REQUEST_TOO_LARGE", null);
  }

  @Test
  void refusesALoop() throws Exception {
    as("ben", json(put("/v1/organization/people/ben/delegation"), body("anna", null, LATER)))
        .andExpect(status().isOk());

    refused(as("anna", setTo("ben", null, LATER)), 409, "DELEGATION_CONFLICT", "to");
  }

  @Test
  void letsOnlyOneOfTwoStandInForTheOtherWhenBothAskAtOnce() throws Exception {
    var ben = json(put("/v1/organization/people/ben/delegation"), body("anna", null, LATER));
    List<Callable<Integer>> both =
        List.of(
            () -> as("anna", setTo("ben", null, LATER)).andReturn().getResponse().getStatus(),
            () -> as("ben", ben).andReturn().getResponse().getStatus());

    try (var threads = Executors.newFixedThreadPool(2)) {
      List<Integer> answers = new ArrayList<>();
      for (var answer : threads.invokeAll(both)) {
        answers.add(answer.get());
      }
      assertThat(answers).containsExactlyInAnyOrder(200, 409);
    }
    assertThat(delegations.all()).hasSize(1);
  }

  @Test
  void refusesAChainThatIsTooLong() throws Exception {
    for (String pair : new String[] {"ben>carl", "carl>dora", "dora>emil"}) {
      String[] names = pair.split(">");
      withKey(
              "admin",
              json(
                  put("/v1/organization/people/" + names[0] + "/delegation"),
                  body(names[1], null, LATER)))
          .andExpect(status().isOk());
    }

    refused(as("anna", setTo("ben", null, LATER)), 409, "DELEGATION_CONFLICT", "to");
  }

  private static final String LATER = "2026-03-08T08:00:00Z";

  private static MockHttpServletRequestBuilder setTo(String to, String from, String until) {
    return json(put("/v1/organization/people/anna/delegation"), body(to, from, until));
  }

  private static String body(String to, String from, String until) {
    String begin = from == null ? "" : "\"from\": \"" + from + "\", ";
    return "{\"to\": \"%s\", %s\"until\": \"%s\"}".formatted(to, begin, until);
  }

  private static MockHttpServletRequestBuilder json(
      MockHttpServletRequestBuilder request, String body) {
    return request.contentType("application/json").content(body);
  }

  private ResultActions as(String person, MockHttpServletRequestBuilder request) throws Exception {
    byte[] login = (person + ":" + person + "-demo").getBytes(StandardCharsets.UTF_8);
    return http.perform(
        request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login)));
  }

  private ResultActions withKey(String key, MockHttpServletRequestBuilder request)
      throws Exception {
    return http.perform(request.header("Authorization", "Bearer " + key));
  }

  private static void refused(ResultActions answer, int status, String code, String field)
      throws Exception {
    answer.andExpect(status().is(status)).andExpect(jsonPath("$.code").value(code));
    answer.andExpect(
        field == null ? jsonPath("$.field").doesNotExist() : jsonPath("$.field").value(field));
  }
}
