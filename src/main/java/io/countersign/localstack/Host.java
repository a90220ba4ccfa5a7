package io.countersign.localstack;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The machine that the processes are started on. */
record Host(Path javaHome, boolean root) {
  private static final int NOBODY = 65534;

  static Host local() {
    return new Host(
        Path.of(System.getProperty("java.home")), "root".equals(System.getProperty("user.name")));
  }

  /**
   * A command in its own session, so that Ctrl-C reaches only the supervisor, which knows the
   * order.
   */
  List<String> command(List<String> arguments) {
    var command = new ArrayList<String>();
    if (installed("setsid")) {
      command.add("setsid");
    }
    command.addAll(arguments);
    return command;
  }

  List<String> java(int heapMegabytes, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.addAll(
        List.of(
            "-Xms" + heapMegabytes / 2 + "m",
            "-Xmx" + heapMegabytes + "m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(arguments);
    return command(command);
  }

  /**
   * A command that does not run as root, for servers that refuse to. Folders of root's stay within
   * its reach: a data folder below /root would otherwise be closed to it.
   */
  List<String> unprivileged(String part, List<String> arguments) {
    if (!root) {
      return command(arguments);
    }
    if (!installed("setpriv")) {
      throw new StackFailure(
          part
              + " refuses to run as root, and setpriv (util-linux) is not installed."
              + " Install it, or run as an ordinary user.");
    }
    var command = new ArrayList<String>();
    command.addAll(
        List.of(
            "setpriv",
            "--reuid=" + NOBODY,
            "--regid=" + NOBODY,
            "--clear-groups",
            "--inh-caps=-all,+dac_override",
            "--ambient-caps=-all,+dac_override",
            // Without it access(2) asks about the user alone, and forgets the capability.
            "--securebits=+no_setuid_fixup"));
    command.addAll(arguments);
    return command(command);
  }

  private static boolean installed(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
