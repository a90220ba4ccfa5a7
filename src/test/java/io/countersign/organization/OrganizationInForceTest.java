package io.countersign.organization;

import static io.countersign.organization.ExampleDirectory.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class OrganizationInForceTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final String GOOD =
      """
      roles:
        - {id: support, name: Support}
      people:
        - {id: anna, name: Anna, roles: [support]}
        - {id: ben, name: Ben, limits: [{type: refund.issue, currency: EUR, upTo: 5}]}
      """;
  private static final String BROKEN = GOOD.replace("[support]", "[legal]");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeGoodFile() throws IOException {
    file = Files.writeString(folder.resolve("organization.yaml"), GOOD);
  }

  @Test
  void takesOverAChangedFile() throws IOException {
    OrganizationInForce organization = start();

    Files.writeString(file, GOOD.replace("id: anna", "id: annabel"));
    look(organization);

    assertThat(organization.get().person("annabel")).isPresent();
    assertThat(organization.state().problems()).isEmpty();
  }

  @Test
  void waitsUntilAnEditorHasWrittenTheWholeFile() throws IOException {
    OrganizationInForce organization = start();

    Files.writeString(file, GOOD.substring(0, 50));
    organization.reread();
    Files.writeString(file, GOOD.replace("id: anna", "id: annabel"));
    organization.reread();
    organization.reread();

    assertThat(organization.get().person("annabel")).isPresent();
    assertThat(organization.state().problems()).isEmpty();
  }

  @Test
  void keepsTheLastGoodOneAndSaysWhy() throws IOException {
    OrganizationInForce organization = start();

    Files.writeString(file, BROKEN);
    look(organization);

    assertThat(organization.get().holding("support"))
        .extracting(Person::id)
        .containsExactly("anna");
    assertThat(organization.state().problems())
        .containsExactly(
            "organization.yaml line 2: role \"support\" is held by nobody",
            "organization.yaml line 4: the role \"legal\" is unknown");
  }

  @Test
  void forgetsTheProblemsOnceTheFileIsAsBefore() throws IOException {
    OrganizationInForce organization = start();

    Files.writeString(file, BROKEN);
    look(organization);
    Files.writeString(file, GOOD);
    look(organization);

    assertThat(organization.state().problems()).isEmpty();
  }

  @Test
  void keepsTheLastGoodOneWhileTheFileIsGone() throws IOException {
    OrganizationInForce organization = start();

    Files.delete(file);
    look(organization);

    assertThat(organization.get().ids()).containsExactlyInAnyOrder("anna", "ben");
    assertThat(organization.state().problems()).singleElement().asString().contains("Cannot read");

    Files.writeString(file, GOOD);
    look(organization);
    assertThat(organization.state().problems()).isEmpty();
  }

  @Test
  void doesNotStartWithABrokenFile() throws IOException {
    Files.writeString(file, BROKEN);

    assertThatThrownBy(this::start)
        .hasMessage(
            """
            organization.yaml line 2: role "support" is held by nobody
            organization.yaml line 4: the role "legal" is unknown""");
  }

  @Test
  void saysAtAFailedStartWhichLinesToMend() {
    var broken = new BrokenOrganizationException(List.of("organization.yaml line 2: wrong"));

    assertThat(
            new BrokenOrganizationAnalyzer()
                .analyze(new BeanCreationException("organizationInForce", broken))
                .getDescription())
        .contains("organization.yaml line 2: wrong");
  }

  @Test
  void countsTheProblemsForOperators() throws IOException {
    OrganizationInForce organization = start();
    var registry = new SimpleMeterRegistry();
    new OrganizationMetrics(organization).bindTo(registry);

    Files.writeString(file, BROKEN);
    look(organization);

    assertThat(registry.get("countersign.organization.problems").gauge().value()).isEqualTo(2);
  }

  @Test
  void readsTheBundledFileWhereThereIsNone() throws IOException {
    Files.delete(file);

    assertThat(start().get().person("anna")).isPresent();
  }

  @Test
  void letsADirectorySayWhoThereIsAndTheFileAddWhatItSays() {
    OrganizationInForce organization =
        start(ExampleDirectory.knowing(person("anna", "carla"), person("carla", null, "support")));

    assertThat(organization.get().ids()).containsExactlyInAnyOrder("anna", "carla");
    Person anna = organization.get().person("anna").orElseThrow();
    assertThat(anna.name()).isEqualTo("Directory's anna");
    assertThat(anna.roles()).containsExactly("support");
    assertThat(anna.manager()).isEqualTo("carla");
  }

  @Test
  void takesOverWhatADirectoryChanged() {
    var directory = ExampleDirectory.knowing(person("anna", null), person("ben", null));
    OrganizationInForce organization = start(directory);

    directory.nowKnows(person("anna", null));
    organization.askDirectory();

    assertThat(organization.get().ids()).containsExactly("anna");
  }

  @Test
  void keepsThePeopleKnownLastWhileTheDirectoryIsDown() {
    var directory = ExampleDirectory.knowing(person("anna", null));
    OrganizationInForce organization = start(directory);

    directory.goesDown();
    organization.askDirectory();

    assertThat(organization.get().ids()).containsExactly("anna");
    assertThat(organization.state().problems())
        .singleElement()
        .asString()
        .contains("directory: ", "does not answer");

    directory.nowKnows(person("anna", null));
    organization.askDirectory();
    assertThat(organization.state().problems()).isEmpty();
  }

  @Test
  void keepsTheLastGoodOneWhenADirectoryMakesItBroken() {
    var directory = ExampleDirectory.knowing(person("anna", null));
    OrganizationInForce organization = start(directory);

    directory.nowKnows(person("dora", "zoe"), person("dora", null));
    organization.askDirectory();

    assertThat(organization.get().ids()).containsExactly("anna");
    assertThat(organization.state().problems())
        .contains(
            "directory: the id \"dora\" is there twice",
            "directory: \"zoe\" is nobody here",
            "organization.yaml line 2: role \"support\" is held by nobody");
  }

  @Test
  void refusesADirectoryThatKnowsNobody() {
    var directory = ExampleDirectory.knowing(person("anna", null));
    OrganizationInForce organization = start(directory);

    directory.nowKnows();
    organization.askDirectory();

    assertThat(organization.get().ids()).containsExactly("anna");
    assertThat(organization.state().problems()).singleElement().asString().contains("no people");
  }

  @Test
  void ignoresADelegationOfSomeoneWhoHasLeft() throws IOException {
    var delegations = new DelegationFile(folder.resolve("delegations.json"));
    OrganizationInForce organization = start(null, delegations);
    delegations.change(
        all ->
            List.of(
                new OwnDelegation("anna", "ben", NOW, NOW.plusSeconds(60), "anna", NOW),
                new OwnDelegation("gone", "ben", NOW, NOW.plusSeconds(60), "gone", NOW)));

    assertThat(organization.get().standInOf("anna", NOW)).map(Person::id).contains("ben");
    assertThat(organization.get().delegations()).hasSize(1);
  }

  private OrganizationInForce start() {
    return start(null);
  }

  private OrganizationInForce start(Directory directory) {
    return start(directory, new DelegationFile(folder.resolve("delegations.json")));
  }

  private OrganizationInForce start(Directory directory, DelegationFile delegations) {
    var beans = new StaticListableBeanFactory();
    if (directory != null) {
      beans.addBean("directory", directory);
    }
    return new OrganizationInForce(
        new OrganizationFile(file),
        beans.getBeanProvider(Directory.class),
        delegations,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** Once to see the change, once to see that it has settled. */
  private static void look(OrganizationInForce organization) {
    organization.reread();
    organization.reread();
  }
}
