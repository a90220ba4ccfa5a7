package io.countersign.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSealTest {

  private static final String USE = "a test";

  private final SecretSeal seal = seal(1);

  @Property(tries = 100)
  void opensWhatItClosed(@ForAll String secret) {
    String text = new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

    assertThat(seal.open(USE, seal.close(USE, text))).isEqualTo(text);
  }

  @Property(tries = 100)
  void opensNothingThatWasChanged(@ForAll @IntRange(max = 10_000) int where) {
    byte[] sealed = seal.close(USE, "a secret");
    sealed[where % sealed.length] ^= 1;

    assertThatIllegalStateException().isThrownBy(() -> seal.open(USE, sealed));
  }

  @Test
  void opensNothingWithAnotherKey() {
    assertThatIllegalStateException()
        .isThrownBy(() -> seal(2).open(USE, seal.close(USE, "a secret")));
  }

  @Test
  void neverShowsTheSecret() {
    assertThat(new String(seal.close(USE, "a secret"), StandardCharsets.ISO_8859_1))
        .doesNotContain("a secret");
    assertThat(seal.close(USE, "a secret")).isNotEqualTo(seal.close(USE, "a secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "not base64 !", "c2hvcnQ="})
  void doesNotStartWithoutAKey(String key) {
    assertThatIllegalStateException()
        .isThrownBy(() -> new SecretSeal(configured(key)))
        .withMessageContaining("COUNTERSIGN_SECRETS_KEY");
  }

  @Test
  void opensNothingThatWasSealedForAnotherUse() {
    assertThatIllegalStateException()
        .isThrownBy(() -> seal.open("another use", seal.close(USE, "a secret")));
  }

  @Test
  void opensWhatAnOlderKeyClosedUntilThatKeyGoes() {
    byte[] old = seal.close(USE, "a secret");
    var rotated = new SecretSeal(configured(key(2), key(1)));

    assertThat(rotated.open(USE, old)).isEqualTo("a secret");
    assertThat(rotated.isCurrent(USE, old)).isFalse();
    assertThat(rotated.isCurrent(USE, rotated.close(USE, "a secret"))).isTrue();
    assertThatIllegalStateException()
        .isThrownBy(() -> seal.open(USE, rotated.close(USE, "a secret")));
  }

  @Test
  void readsItsKeyFromAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), key(1) + "\n");
    var fromFile = new SecretSeal(new ConfiguredSealingKeys("", file.toString(), List.of()));

    assertThat(fromFile.open(USE, seal.close(USE, "a secret"))).isEqualTo("a secret");
  }

  private static SecretSeal seal(int fill) {
    return new SecretSeal(configured(key(fill)));
  }

  private static SealingKeys configured(String key, String... old) {
    return new ConfiguredSealingKeys(key, "", List.of(old));
  }

  private static String key(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
