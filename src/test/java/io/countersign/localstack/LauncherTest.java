package io.countersign.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's own decisions; it starts nothing here. */
class LauncherTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"up", "down", "demo", "test", "deploy", "bench", "fetch", "help"})
  void everyCommandHasHelp(String command) throws Exception {
    var answer = run(Map.of("COUNTERSIGN_JDK_ROOTS", "/nowhere"), command, "--help");

    assertThat(answer.exit()).isZero();
    assertThat(answer.text()).startsWith("Usage: ./countersign ");
  }

  @Test
  void refusesACommandThatIsNotThere() throws Exception {
    var answer = run(Map.of(), "explode");

    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.text()).contains("there is no command 'explode'");
  }

  @Test
  void takesTheNamedJdkFirst() throws Exception {
    var named = jdk("named", 21);
    var other = jdk("other", 25);

    var answer = run(Map.of("COUNTERSIGN_JAVA_HOME", named, "JAVA_HOME", other), "jdk");

    assertThat(answer.text()).isEqualTo(named);
  }

  @Test
  void skipsAnOldJdkAndFindsANewerOneElsewhere() throws Exception {
    var old = jdk("old", 17);
    jdk("roots/ancient", 8);
    var newer = jdk("roots/newer", 23);

    var answer = run(Map.of("JAVA_HOME", old, "COUNTERSIGN_JDK_ROOTS", folder + "/roots/*"), "jdk");

    assertThat(answer.text()).isEqualTo(newer);
  }

  @Test
  void skipsARuntimeWithoutACompiler() throws Exception {
    var runtime = folder.resolve("runtime");
    script(runtime.resolve("bin/java"), "exit 0");
    var whole = jdk("whole", 21);

    var answer =
        run(Map.of("JAVA_HOME", runtime.toString(), "COUNTERSIGN_JDK_ROOTS", whole), "jdk");

    assertThat(answer.text()).isEqualTo(whole);
  }

  @Test
  void saysWhatIsMissingWhenThereIsNoJdk() throws Exception {
    var old = jdk("old", 17);

    var answer = run(Map.of("JAVA_HOME", old, "COUNTERSIGN_JDK_ROOTS", "/nowhere"), "jdk");

    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.text())
        .contains("needs a JDK 21 or newer", old + " (version 17)", "COUNTERSIGN_JAVA_HOME");
  }

  private String jdk(String name, int version) throws IOException {
    var home = folder.resolve(name);
    script(home.resolve("bin/java"), "exit 0");
    script(home.resolve("bin/javac"), "echo 'javac " + version + ".0.1'");
    return home.toString();
  }

  private static void script(Path file, String line) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** Runs with a PATH whose JDK is too old, whatever this machine has. */
  private Answer run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("./countersign"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.matches("JAVA_HOME|COUNTERSIGN_.*"));
    builder.environment().put("PATH", jdk("on-the-path", 11) + "/bin:/usr/bin:/bin");
    builder.environment().putAll(environment);
    var process = builder.start();
    var text = new String(process.getInputStream().readAllBytes()).strip();
    return new Answer(process.waitFor(), text);
  }

  private record Answer(int exit, String text) {}
}
