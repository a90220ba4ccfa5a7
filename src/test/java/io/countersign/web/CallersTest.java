package io.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

class CallersTest {

  /** The SHA-256 of the text {@code key}. */
  private static final String HASH =
      "2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683";

  private final Callers callers =
      callers(
          new SecurityProperties.Key("support-agent", Caller.Kind.AGENT, HASH, Set.of("propose")));

  @Test
  void knowsTheOwnerOfAKeyByItsHash() {
    assertThat(callers.byBearer("key"))
        .contains(new Caller("support-agent", Caller.Kind.AGENT, Set.of("propose")));
  }

  @Test
  void knowsNobodyByAnotherKeyOrByTheHashItself() {
    assertThat(callers.byBearer("keys")).isEmpty();
    assertThat(callers.byBearer("")).isEmpty();
    assertThat(callers.byBearer(HASH)).isEmpty();
  }

  @Test
  void knowsAPersonByTheRightPasswordOnly() {
    assertThat(callers.byPassword("anna", "anna-demo")).isPresent();
    assertThat(callers.byPassword("anna", "anna")).isEmpty();
    assertThat(callers.byPassword("mallory", "anna-demo")).isEmpty();
  }

  @Test
  void refusesAKeyWithoutAProperHash() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                callers(
                    new SecurityProperties.Key("x", Caller.Kind.AGENT, "key", Set.of("propose"))));
  }

  private static Callers callers(SecurityProperties.Key key) {
    var passwords = PasswordEncoderFactories.createDelegatingPasswordEncoder();
    var anna =
        new SecurityProperties.Person("anna", passwords.encode("anna-demo"), Set.of("audit"));
    return new Callers(new SecurityProperties(List.of(key), List.of(anna)), passwords, List.of());
  }
}
