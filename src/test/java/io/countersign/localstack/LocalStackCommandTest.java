package io.countersign.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalStackCommandTest {
  @Test
  void startsEverythingOnTheUsualPortsUnlessToldOtherwise() {
    assertThat(options()).isEqualTo(LocalStackOptions.in(Path.of(".countersign")));
  }

  @Test
  void readsItsOptions() {
    var options = options("--data", "x", "--fresh", "--no-webapps", "--port-offset", "500");

    assertThat(options)
        .isEqualTo(
            LocalStackOptions.in(Path.of("x"))
                .withFreshData()
                .withoutWebapps()
                .withPortOffset(500));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> options("--nope")).hasMessageContaining("--nope");
    assertThatThrownBy(() -> options("--port-offset", "x")).hasMessageContaining("number");
    assertThatThrownBy(() -> options("--port-offset")).hasMessageContaining("needs a value");
  }

  private static LocalStackOptions options(String... words) {
    return LocalStackCommand.optionsFrom(new ArrayDeque<>(List.of(words)));
  }
}
