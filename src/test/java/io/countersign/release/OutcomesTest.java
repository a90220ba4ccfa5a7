package io.countersign.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.countersign.audit.ActionDocument;
import io.countersign.release.Outcomes.Result;
import java.io.IOException;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OutcomesTest {

  private static final String APPROVED = "sha256:aa";
  private static final String ANOTHER = "sha256:bb";

  @Property
  void nothingThatWasNotExecutedNeedsAttention(
      @ForAll boolean failed, @ForAll boolean approved, @ForAll boolean redeemed) {
    Result result = failed ? Result.FAILED : Result.NOT_EXECUTED;

    assertThat(Outcomes.concern(action(approved, redeemed), result, ANOTHER)).isNull();
  }

  @Test
  void whatWasApprovedRedeemedAndExecutedAsItWasNeedsNone() {
    assertThat(Outcomes.concern(action(true, true), Result.EXECUTED, APPROVED)).isNull();
    assertThat(Outcomes.concern(action(true, true), Result.PARTLY, null)).isNull();
  }

  @Property
  void everythingElseThatWasExecutedDoes(
      @ForAll Result result,
      @ForAll boolean approved,
      @ForAll boolean redeemed,
      @ForAll boolean same) {
    String digest = same ? APPROVED : ANOTHER;
    boolean fits = approved && redeemed && same;

    assertThat(Outcomes.concern(action(approved, redeemed), result, digest) == null)
        .isEqualTo(fits || !result.touchedTheWorld());
  }

  private static ActionDocument action(boolean approved, boolean redeemed) {
    Map<String, String> document =
        Map.of(
            "actionId",
            "act_1",
            "digest",
            APPROVED,
            "verdict",
            approved ? "approved" : "rejected",
            "releaseState",
            redeemed ? "redeemed" : "withdrawn");
    try {
      var json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
      return json.readValue(json.writeValueAsBytes(document), ActionDocument.class);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
