package io.countersign.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSealTest {

  private final SecretSeal seal = new SecretSeal(key(1));

  @Property(tries = 100)
  void opensWhatItClosed(@ForAll String secret) {
    String text = new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

    assertThat(seal.open(seal.close(text))).isEqualTo(text);
  }

  @Property(tries = 100)
  void opensNothingThatWasChanged(@ForAll @IntRange(max = 10_000) int where) {
    byte[] sealed = seal.close("a secret");
    sealed[where % sealed.length] ^= 1;

    assertThatIllegalStateException().isThrownBy(() -> seal.open(sealed));
  }

  @Test
  void opensNothingWithAnotherKey() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new SecretSeal(key(2)).open(seal.close("a secret")));
  }

  @Test
  void neverShowsTheSecret() {
    assertThat(new String(seal.close("a secret"), StandardCharsets.ISO_8859_1))
        .doesNotContain("a secret");
    assertThat(seal.close("a secret")).isNotEqualTo(seal.close("a secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "not base64 !", "c2hvcnQ="})
  void doesNotStartWithoutAKey(String key) {
    assertThatIllegalStateException()
        .isThrownBy(() -> new SecretSeal(key))
        .withMessageContaining("COUNTERSIGN_SECRETS_KEY");
  }

  static String key(int fill) {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
