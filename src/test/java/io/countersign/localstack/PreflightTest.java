package io.countersign.localstack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PreflightTest {
  private static final long GIB = 1L << 30;

  private final Preflight full = new Preflight(Path.of("."), true);
  private final Preflight withoutWebapps = new Preflight(Path.of("."), false);

  @Test
  void namesThePartAndThePortThatIsBusy() throws Exception {
    try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Preflight.requireFree("tasklist", busy.getLocalPort()))
          .isInstanceOf(StackFailure.class)
          .hasMessageContaining("tasklist needs port " + busy.getLocalPort());
    }
  }

  @Test
  void acceptsAFreePort() throws Exception {
    int port;
    try (var freed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = freed.getLocalPort();
    }

    assertThatCode(() -> Preflight.requireFree("tasklist", port)).doesNotThrowAnyException();
  }

  @Test
  void asksForLessMemoryWithoutTheWebApplications() {
    var threeGigabytes = OptionalLong.of(3 * GIB);

    assertThatThrownBy(() -> full.requireMemory(threeGigabytes))
        .hasMessageContaining("4.5 GB of free memory; this machine has 3.0 GB. --no-webapps");
    assertThatCode(() -> withoutWebapps.requireMemory(threeGigabytes)).doesNotThrowAnyException();
  }

  @Test
  void trustsAMachineThatDoesNotTellItsMemory() {
    assertThatCode(() -> full.requireMemory(OptionalLong.empty())).doesNotThrowAnyException();
  }

  @Test
  void refusesAFullDisk() {
    assertThatThrownBy(() -> full.requireDisk(GIB)).hasMessageContaining("4 GB of free disk space");
  }
}
