package io.countersign.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackAddressesTest {

  private final CallbackAddresses addresses =
      new CallbackAddresses(
          new CallbackProperties(
              Map.of("support-agent", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
              List.of("localhost"),
              Duration.ofSeconds(15)));

  @ParameterizedTest
  @ValueSource(strings = {"https://93.184.215.14/callback", "https://[2606:2800:21f:cb07::1]/x"})
  void allowsThePublicNetworkByHttps(String url) {
    assertThatCode(() -> addresses.check("support-agent", url)).doesNotThrowAnyException();
  }

  @Test
  void allowsAHostThatIsNamed() {
    assertThatCode(() -> addresses.check("support-agent", "http://localhost:9000/callback"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "callback",
        "/callback",
        "not an address",
        "ftp://93.184.215.14/",
        "file:///etc/passwd",
        "ftp://localhost/",
        "http://93.184.215.14/callback",
        "https://user:secret@93.184.215.14/",
        "https://93.184.215.14/#part",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://10.1.2.3/",
        "https://100.64.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://172.31.255.255/",
        "https://192.168.0.1/",
        "https://198.19.0.1/",
        "https://224.0.0.1/",
        "https://255.255.255.255/",
        "https://0.0.0.0/",
        "https://[::1]/",
        "https://[::]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fd00::1]/",
        "https://[fe80::1]/",
        "https://[ff02::1]/",
        "https://[2002:7f00:1::]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2001::1]/"
      })
  void refusesEverythingElse(String url) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> addresses.check("support-agent", url))
        .satisfies(
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.CALLBACK_ADDRESS_REFUSED);
              assertThat(refused.field()).isEqualTo("callbackUrl");
            });
  }

  @Test
  void refusesAnAgentWhoseCallbacksCannotBeSigned() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> addresses.check("stray-agent", "https://93.184.215.14/"));
  }
}
