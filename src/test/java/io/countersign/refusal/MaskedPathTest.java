package io.countersign.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedPathTest {

  @ParameterizedTest
  @CsvSource({
    "/v1/actions, /v1/actions",
    "/v1/audit/actions:export, /v1/audit/actions:export",
    "/v1/actions/act_9d0f/release/redeem, /v1/actions/*/release/redeem",
    "/sk-live-12345, /*",
    "/v1/actions/Bearer%20abc, /v1/actions/*",
    "/ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, /*",
    "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, /*",
    "/, /",
  })
  void keepsPlainWordsOnly(String path, String kept) {
    assertThat(MaskedPath.of(path)).isEqualTo(kept);
  }

  @Test
  void cutsWhatIsLong() {
    assertThat(MaskedPath.of("/a".repeat(5_000))).isEqualTo("/a".repeat(8) + "/…");
  }
}
