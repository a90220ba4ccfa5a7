package io.countersign.halt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HaltsTest {

  @TempDir Path folder;

  @Test
  void nothingIsHaltedAtFirst() {
    assertThat(halts().on("support-agent", "refund.issue")).isEmpty();
  }

  @Test
  void stopsTheAgentItNamesAndNoOther() {
    Halts halts = halts();
    set(halts, new HaltScope("support-agent", null, null));

    assertThat(halts.on("support-agent", "refund.issue")).isPresent();
    assertThat(halts.on("other-agent", "refund.issue")).isEmpty();
  }

  @Property
  void everythingMeansEverything(
      @ForAll @AlphaChars @StringLength(min = 1, max = 20) String agent,
      @ForAll @AlphaChars @StringLength(min = 1, max = 20) String type) {
    assertThat(new HaltScope(null, null, true).covers(agent, type)).isTrue();
    assertThat(new HaltScope(null, type, null).covers(agent, type)).isTrue();
    assertThat(new HaltScope(agent + "x", type + "x", null).covers(agent, type)).isFalse();
  }

  @Test
  void countsOnEveryInstanceFromTheNextQuestionOn() {
    Halts other = halts();

    set(halts(), new HaltScope(null, "refund.issue", null));

    assertThat(other.on("support-agent", "refund.issue")).isPresent();
  }

  @Test
  void aBrokenListPermitsNothing() throws IOException {
    Halts halts = halts();
    Files.writeString(folder.resolve("halts.json"), "[{");

    assertUnknown(halts);
    assertUnknown(halts());
  }

  @Test
  void aListThatIsGonePermitsNothing() throws IOException {
    Halts halts = halts();
    Files.delete(folder.resolve("halts.json"));

    assertUnknown(halts);
  }

  @Test
  void oneOfThreeIsNamed() {
    assertThat(new HaltScope("a", null, null).oneOfThree()).isTrue();
    assertThat(new HaltScope(null, null, null).oneOfThree()).isFalse();
    assertThat(new HaltScope("a", "b.c", null).oneOfThree()).isFalse();
    assertThat(new HaltScope(" ", null, null).oneOfThree()).isFalse();
    assertThat(new HaltScope(null, null, false).oneOfThree()).isFalse();
  }

  private Halts halts() {
    return HaltScenario.in(folder.resolve("halts.json"));
  }

  private static void set(Halts halts, HaltScope scope) {
    halts.change(
        none -> List.of(new Halt("halt_1", scope, "Look first.", "olga", Instant.EPOCH, true)));
  }

  private static void assertUnknown(Halts halts) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> halts.on("support-agent", "refund.issue"))
        .matches(it -> it.code() == ErrorCode.HALTS_UNAVAILABLE);
  }
}
