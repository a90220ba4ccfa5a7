package io.countersign.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeployOptionsTest {

  @Test
  void withoutArgumentsTheCurrentFolderIsDeployed() {
    assertThat(DeployOptions.of()).isEqualTo(new DeployOptions(Path.of("."), Set.of(), Set.of()));
  }

  @Test
  void folderAndNamesAreTakenInAnyOrder() {
    assertThat(
            DeployOptions.of(
                "--extra-job-types", "send-letter, ring-bell", "ours", "--extra-flows", "board"))
        .isEqualTo(
            new DeployOptions(
                Path.of("ours"), Set.of("send-letter", "ring-bell"), Set.of("board")));
  }

  @Test
  void anUnknownOptionIsNoFolder() {
    assertThatThrownBy(() -> DeployOptions.of("--extra-jobs", "a"))
        .hasMessage("There is no option --extra-jobs");
  }

  @Test
  void anOptionWithoutNamesSaysSo() {
    assertThatThrownBy(() -> DeployOptions.of("--extra-flows"))
        .hasMessageContaining("--extra-flows needs names");
  }
}
