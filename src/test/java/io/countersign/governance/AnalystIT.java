package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.localstack.Part;
import io.countersign.localstack.RunningStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An analyst changes files; nobody builds or restarts. */
@ExtendWith(RunningStack.Provider.class)
class AnalystIT {

  private static final Path CONTROL = RunningStack.MODELS.resolve("dmn/control.dmn");
  private static final Path RULES = RunningStack.MODELS.resolve("rules/spending-speed.drl");
  private static final Path PEOPLE = RunningStack.MODELS.resolve("organization.yaml");

  private final RunningStack stack;
  private final Desk desk;
  private final String control = Files.readString(CONTROL);
  private final String rules = Files.readString(RULES);
  private final String people = Files.readString(PEOPLE);

  AnalystIT(RunningStack stack) throws IOException {
    this.stack = stack;
    this.desk = new Desk(stack);
  }

  @AfterEach
  void restore() throws IOException {
    Files.writeString(CONTROL, control);
    Files.writeString(RULES, rules);
    Files.writeString(PEOPLE, people);
  }

  @Test
  void changesATableByAFileAndKeepsItOverARestart() throws IOException {
    assertThat(controlOf(70)).isEqualTo("review");

    Files.writeString(CONTROL, control.replaceFirst("\\[0\\.\\.50\\]", "[0..80]"));
    Desk.await(() -> controlOf(70).equals("autonomous"));

    // Put back while nobody looks: a restart must not overwrite what is deployed.
    Part application = stack.part("countersign");
    application.stop();
    Files.writeString(CONTROL, control);
    application.start();
    application.awaitReady();
    Desk.await(() -> desk.decided(refund(70)).status() == 200);
    assertThat(controlOf(70)).isEqualTo("autonomous");

    // A change while it runs is an analyst's act, even to the same table as in the beginning.
    Files.writeString(CONTROL, control + "\n");
    Desk.await(() -> controlOf(70).equals("review"));
  }

  @Test
  void changesARuleByAFileAndShowsTheNewVersionOnActions() throws IOException {
    String before = versionOf(20);

    Files.writeString(RULES, rules.replace("lastHour > 25000000", "lastHour > 25000001"));

    Desk.await(() -> !versionOf(20).equals(before));
    assertThat(versionOf(20)).matches("sha256:[0-9a-f]{64}");
  }

  @Test
  void keepsTheRulesInForceWhenAFileIsBroken() throws IOException {
    String before = versionOf(20);

    Files.writeString(RULES, rules.replace("when", "whenever"));

    Desk.await(() -> Files.readString(stack.part("countersign").log()).contains("Broken rules"));
    assertThat(versionOf(20)).isEqualTo(before);
  }

  @Test
  void changesWhoMayDecideByAFile() throws IOException {
    Files.writeString(PEOPLE, people.replace("id: anna", "id: annabel"));

    Desk.await(
        () -> Files.readString(stack.part("countersign").log()).contains("Organization re-read"));
    String id = desk.inReview(refund(240));
    desk.vote("anna", id, "approve", "I am not here any more.");

    Desk.await(
        () -> desk.timeline(id).body().toString().contains("anna is not in the organization"));
  }

  private String controlOf(int amount) {
    String id = desk.propose(Desk.unique(), refund(amount).json()).text("/id");
    Desk.await(() -> !desk.read(id).text("/control").isEmpty());
    return desk.read(id).text("/control");
  }

  private String versionOf(int amount) {
    String id = desk.propose(Desk.unique(), refund(amount).json()).text("/id");
    Desk.await(() -> !desk.timeline(id).text("/action/policyVersion").isEmpty());
    return desk.timeline(id).text("/action/policyVersion");
  }
}
