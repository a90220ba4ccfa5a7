package io.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {

  @ParameterizedTest
  @EnumSource
  void isExplainedToCallers(ErrorCode code) throws IOException {
    assertThat(Files.readString(Path.of("docs/reference/errors.md")))
        .contains("| `" + code.name() + "` | " + code.status().value() + " |");
  }

  @Test
  void isNeverASuccess() {
    assertThat(ErrorCode.values()).allMatch(code -> code.status().isError());
  }
}
