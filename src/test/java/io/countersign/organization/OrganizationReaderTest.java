package io.countersign.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationReaderTest {

  @Test
  void readsTheOrganizationThatShips() throws Exception {
    Organization organization =
        OrganizationReader.read(Files.readAllBytes(Path.of("organization.yaml")));

    assertThat(organization.agent("support-agent")).isPresent();
    assertThat(organization.holding("finance"))
        .extracting(Person::id)
        .containsExactly("frida", "felix", "fatima");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "people: []",
        "people: [{id: a, name: A, roles: [x]}, {id: a, name: B, roles: [x]}]\nagents: []",
        "people: []\nagents: [{id: x, name: X, owner: nobody}]",
        "people: [{id: a, name: A, roles: [x], pets: 3}]\nagents: []",
        "people: [{name: A, roles: [x]}]\nagents: []",
        "people: ["
      })
  void refusesWhatIsNoWholeOrganization(String yaml) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OrganizationReader.read(yaml.getBytes(StandardCharsets.UTF_8)));
  }
}
