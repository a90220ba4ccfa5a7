package io.countersign.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKeysTest {
  @TempDir Path folder;

  @Test
  void keepsItsKeysFromOneStartToTheNext() {
    var made = LocalKeys.in(folder);

    assertThat(LocalKeys.in(folder)).isEqualTo(made);
  }

  @Test
  void addsWhatAFolderOfAnOlderVersionLacks() throws Exception {
    var made = LocalKeys.in(folder);
    Path file = folder.resolve("keys.yaml");
    Files.writeString(file, Files.readString(file).replaceAll("(?m)^secrets-key.*\\n", ""));

    var again = LocalKeys.in(folder);

    assertThat(again.admin()).isEqualTo(made.admin());
    assertThat(again.secretsKey()).isNotBlank();
    assertThat(LocalKeys.in(folder)).isEqualTo(again);
  }

  @Test
  void makesOtherKeysInAnotherFolder() {
    var made = LocalKeys.in(folder);

    assertThat(LocalKeys.in(folder.resolve("other")).agent()).isNotEqualTo(made.agent());
  }

  @Test
  void nameTheirHolderAndAreLong() {
    var made = LocalKeys.in(folder);

    assertThat(made.agent()).matches("csk_support-agent_[A-Za-z0-9_-]{43}");
    assertThat(made.admin()).matches("csk_admin_[A-Za-z0-9_-]{43}");
    assertThat(Base64.getDecoder().decode(made.callbackSecret().substring("whsec_".length())))
        .hasSize(32);
  }

  @Test
  void tellTheApplicationTheirHashesOnly() throws Exception {
    var made = LocalKeys.in(folder);

    made.tellApplication(folder, DemoPerson.all());

    assertThat(Files.readString(folder.resolve("application-local.yaml")))
        .contains("id: support-agent", "id: stray-agent", "id: admin", "id: anna", "{bcrypt}$2a$")
        .contains(made.callbackSecret())
        .doesNotContain(made.agent(), made.admin(), made.strayAgent(), "anna-demo");
  }

  @Test
  void areReadByTheirOwnerOnly() throws Exception {
    LocalKeys.in(folder);

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("keys.yaml"))))
        .isEqualTo("rw-------");
  }
}
