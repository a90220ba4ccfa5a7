package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.governance.Desk.Answer;
import io.countersign.localstack.RunningStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The organization changes while the desk is open, and people say who stands in for them. */
@ExtendWith(RunningStack.Provider.class)
class OrganizationIT {

  private static final Path FILE = RunningStack.MODELS.resolve("organization.yaml");
  private static final String ANNA = "/v1/organization/people/anna";
  private static final String ABSENCE = ANNA + "/delegation";

  private final RunningStack stack;
  private final Desk desk;
  private final String people = Files.readString(FILE);

  OrganizationIT(RunningStack stack) throws IOException {
    this.stack = stack;
    this.desk = new Desk(stack);
  }

  @AfterEach
  void restore() throws IOException {
    desk.send("DELETE", ABSENCE, desk.adminKey(), null);
    Files.writeString(FILE, people);
    Desk.await(
        () ->
            person("anna").text("/name").equals("Anna (support)")
                && summary().body().path("problems").isEmpty());
  }

  @Test
  void keepsTheOldOrganizationWhenTheNewFileIsBroken() throws IOException {
    Files.writeString(
        FILE,
        people.replace("name: Anna (support)", "name: Annabel").replace("head: lena", "head: lea"));

    Desk.await(() -> summary().body().path("problems").size() > 0);
    assertThat(summary().text("/problems/0"))
        .matches("organization\\.yaml line \\d+: \"lea\" is nobody here");
    assertThat(person("anna").text("/name")).isEqualTo("Anna (support)");
    assertThat(Files.readString(stack.part("countersign").log()))
        .contains("Organization not changed");
  }

  @Test
  void takesOverAnEditWithoutARestart() throws IOException {
    Files.writeString(FILE, people.replace("name: Anna (support)", "name: Annabel"));

    Desk.await(() -> person("anna").text("/name").equals("Annabel"));
    assertThat(summary().body().path("problems")).isEmpty();
  }

  @Test
  void showsWhoIsOnCall() {
    Answer rota = desk.asPerson("ben", "/v1/organization/rotas/operations-on-call");

    assertThat(rota.status()).isEqualTo(200);
    assertThat(rota.text("/onCall")).isIn("olga", "oscar");
    assertThat(rota.text("/turns/1/person")).isNotEqualTo(rota.text("/onCall"));
  }

  @Test
  void letsAPersonSayWhoStandsIn() {
    Answer set = absence("anna", "lena");

    assertThat(set.status()).isEqualTo(200);
    assertThat(person("anna").text("/standIn")).isEqualTo("lena");
    assertThat(desk.asPerson("ben", "/v1/organization/delegations").text("/0/to"))
        .isEqualTo("lena");
  }

  @Test
  void keepsAnAbsenceOverARestart() {
    absence("anna", "lena");

    var application = stack.part("countersign");
    application.stop();
    application.start();
    application.awaitReady();

    assertThat(person("anna").text("/standIn")).isEqualTo("lena");
  }

  @Test
  void countsTheVoteOfAStandInInAReviewThatWasOpenAlready() {
    String id = desk.inReview(refund(240));
    Desk.await(() -> !desk.reviewsOf("anna", id).isEmpty());

    absence("anna", "lena");
    desk.ballot("lena", id, "approve", "For Anna, who is away.");

    assertThat(desk.awaitDecision(id).text("/verdict")).isEqualTo("approved");
    assertThat(desk.read(id).text("/by/0")).isEqualTo("lena");
    Desk.await(() -> desk.timeline(id).body().toString().contains("lena stood in for anna."));
  }

  @Test
  void refusesToSpeakForSomeoneElse() {
    Answer refused = absence("ben", "lena");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("/code")).isEqualTo("FORBIDDEN");
    assertThat(person("anna").body().has("standIn")).isFalse();
  }

  @Test
  void refusesAnAgent() {
    Answer refused = desk.send("PUT", ABSENCE, desk.agentKey(), body("lena"));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("/code")).isEqualTo("FORBIDDEN");
  }

  @Test
  void letsAnAdministratorSpeakForAPerson() {
    assertThat(desk.send("PUT", ABSENCE, desk.adminKey(), body("lena")).status()).isEqualTo(200);
    assertThat(desk.send("DELETE", ABSENCE, desk.adminKey(), null).status()).isEqualTo(204);

    assertThat(person("anna").body().has("standIn")).isFalse();
  }

  private Answer summary() {
    return desk.send("GET", "/v1/organization", desk.adminKey(), null);
  }

  private Answer person(String id) {
    return desk.asPerson("ben", "/v1/organization/people/" + id);
  }

  /** Anna is away, says the caller. */
  private Answer absence(String caller, String standIn) {
    byte[] login =
        (caller + ":" + stack.addresses().password(caller)).getBytes(StandardCharsets.UTF_8);
    return desk.send(
        "PUT",
        ABSENCE,
        null,
        body(standIn),
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(login));
  }

  /** Long, because other tests move the engine's clock forward. */
  private static String body(String standIn) {
    return "{\"to\": \"%s\", \"until\": \"%s\"}"
        .formatted(standIn, Instant.now().plus(300, ChronoUnit.DAYS));
  }
}
