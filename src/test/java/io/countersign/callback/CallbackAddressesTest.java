package io.countersign.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackAddressesTest {

  private final CallbackAddresses addresses =
      new CallbackScenario().allowing("localhost", "relay.internal:8443").addresses();

  @ParameterizedTest
  @ValueSource(strings = {"https://93.184.215.14/callback", "https://[2606:2800:21f:cb07::1]/x"})
  void allowsThePublicNetworkByHttps(String url) {
    assertThatCode(() -> addresses.checked("url", url)).doesNotThrowAnyException();
  }

  @Test
  void allowsAHostThatIsNamed() {
    assertThatCode(() -> addresses.checked("url", "http://localhost:9000/callback"))
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
        .isThrownBy(() -> addresses.checked("url", url))
        .satisfies(
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.CALLBACK_ADDRESS_REFUSED);
              assertThat(refused.field()).isEqualTo("url");
            });
  }

  @Test
  void allowsOnlyThePortThatIsNamed() {
    assertThatCode(() -> addresses.checked("url", "https://relay.internal:8443/callback"))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> addresses.checked("url", "http://relay.internal:9000/callback"));
  }

  @Test
  void looksAtEveryAddressOfAName() {
    Names several = host -> new InetAddress[] {ip("93.184.215.14"), ip("10.0.0.1")};
    var some = new CallbackScenario().resolving(several).addresses();

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> some.checked("url", "https://example.com/"));
  }

  @Property
  void excludesExactlyTheBlocksOfTheDenyList(@ForAll @Size(4) byte[] bytes)
      throws UnknownHostException {
    long ip = new BigInteger(1, bytes).longValueExact();

    assertThat(PublicNetwork.excludes(InetAddress.getByAddress(bytes)))
        .isEqualTo(DENIED.stream().anyMatch(it -> it.contains(ip)));
  }

  @Property
  void readsNoSpellingOfAPrivateAddressAsAPublicOne(
      @ForAll("privateAddresses") byte[] bytes, @ForAll @IntRange(max = 6) int spelling) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> addresses.checked("url", "https://" + spelled(bytes, spelling) + "/"));
  }

  @Provide
  Arbitrary<byte[]> privateAddresses() {
    return Arbitraries.of(DENIED)
        .flatMap(block -> Arbitraries.longs().between(block.first(), block.last()))
        .map(CallbackAddressesTest::bytes);
  }

  /** Dotted, decimal, hexadecimal, octal, mapped, 6to4 and NAT64. */
  private static String spelled(byte[] it, int spelling) {
    long ip = new BigInteger(1, it).longValueExact();
    String high = Long.toHexString(ip >> 16);
    String low = Long.toHexString(ip & 0xffff);
    return switch (spelling) {
      case 0 -> "%d.%d.%d.%d".formatted(it[0] & 255, it[1] & 255, it[2] & 255, it[3] & 255);
      case 1 -> Long.toString(ip);
      case 2 -> "0x" + Long.toHexString(ip);
      case 3 -> "0%o.%d.%d.%d".formatted(it[0] & 255, it[1] & 255, it[2] & 255, it[3] & 255);
      case 4 -> "[::ffff:" + high + ":" + low + "]";
      case 5 -> "[2002:" + high + ":" + low + "::]";
      default -> "[64:ff9b::" + high + ":" + low + "]";
    };
  }

  private static final List<Range> DENIED =
      List.of(
          Range.of("0.0.0.0", 8),
          Range.of("10.0.0.0", 8),
          Range.of("100.64.0.0", 10),
          Range.of("127.0.0.0", 8),
          Range.of("169.254.0.0", 16),
          Range.of("172.16.0.0", 12),
          Range.of("192.0.0.0", 24),
          Range.of("192.168.0.0", 16),
          Range.of("198.18.0.0", 15),
          Range.of("224.0.0.0", 4),
          Range.of("240.0.0.0", 4));

  private record Range(long first, long last) {

    static Range of(String start, int bits) {
      long first = new BigInteger(1, ip(start).getAddress()).longValueExact();
      return new Range(first, first + (1L << (32 - bits)) - 1);
    }

    boolean contains(long ip) {
      return first <= ip && ip <= last;
    }
  }

  private static byte[] bytes(long ip) {
    return new byte[] {(byte) (ip >> 24), (byte) (ip >> 16), (byte) (ip >> 8), (byte) ip};
  }

  private static InetAddress ip(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
