package io.countersign.localstack;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** What a machine must have before the first process is started. */
record Preflight(Path dataFolder, boolean webapps) {
  private static final long GIB = 1L << 30;
  private static final Path MEMINFO = Path.of("/proc/meminfo");

  void check(List<PartPlan> plans) {
    plans.forEach(plan -> plan.ports().forEach(port -> requireFree(plan.name(), port)));
    requireMemory(availableMemory());
    requireDisk(freeDisk());
  }

  static void requireFree(String part, int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new StackFailure(
          part
              + " needs port "
              + port
              + ", which another process uses. Stop that process, or move"
              + " the stack with --port-offset 1000.");
    }
  }

  void requireMemory(OptionalLong available) {
    double needed = webapps ? 4.5 : 2.5;
    if (available.isPresent() && available.getAsLong() < needed * GIB) {
      throw new StackFailure(
          "The stack needs %.1f GB of free memory; this machine has %.1f GB.%s"
              .formatted(
                  needed,
                  (double) available.getAsLong() / GIB,
                  webapps ? " --no-webapps needs 2.5 GB." : ""));
    }
  }

  void requireDisk(long free) {
    if (free < 4 * GIB) {
      throw new StackFailure(
          "The stack needs 4 GB of free disk space in %s; there is %.1f GB."
              .formatted(dataFolder, (double) free / GIB));
    }
  }

  private long freeDisk() {
    try {
      return Files.getFileStore(dataFolder).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Linux calls available, within a container's limit; unknown elsewhere. */
  private static OptionalLong availableMemory() {
    if (!Files.isReadable(MEMINFO)) {
      return OptionalLong.empty();
    }
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    try (var lines = Files.lines(MEMINFO)) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .map(available -> Math.min(available, system.getTotalMemorySize()))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
