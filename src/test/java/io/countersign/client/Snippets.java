package io.countersign.client;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs snippets as a developer would: in a folder, with a runtime, and with the words of the
 * environment.
 */
public final class Snippets {

  private static final Path NODE_MODULES = Path.of("target/node").toAbsolutePath();
  private static final String STOCK_FOR_NODE = "standardwebhooks@1.1.1";

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  public Snippets(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment.putAll(environment);
  }

  /**
   * How a program ended.
   *
   * @param output what it wrote, errors included
   */
  public record Run(int exit, String output) {}

  public Snippets with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public Run bash(String script) {
    assumeInstalled("bash", "curl", "jq", "sha256sum");
    return run(List.of("bash", write("snippet.sh", "set -euo pipefail\n" + script)));
  }

  public Run node(String script, String... arguments) {
    assumeInstalled("node");
    return run(command(List.of("node", write("snippet.mjs", script)), arguments));
  }

  public Run python(String script, String... arguments) {
    assumeInstalled("python3");
    return run(command(List.of("python3", write("snippet.py", script)), arguments));
  }

  /** Compiles and runs with the classes of this build and the libraries of the application. */
  public Run java(String mainClass, Map<String, String> sources, String... arguments) {
    List<String> files =
        sources.entrySet().stream().map(it -> write(it.getKey(), it.getValue())).toList();
    String path = System.getProperty("java.class.path");
    Run compiled =
        run(
            Stream.concat(
                    Stream.of(tool("javac"), "-proc:none", "-cp", path, "-d", folder.toString()),
                    files.stream())
                .toList());
    return compiled.exit() != 0
        ? compiled
        : run(
            command(
                List.of(tool("java"), "-cp", folder + File.pathSeparator + path, mainClass),
                arguments));
  }

  /** Puts the stock library beside the snippet; the test is skipped if it cannot be had. */
  public Snippets withStockLibraryForNode() {
    assumeInstalled("node", "npm");
    if (!Files.isDirectory(NODE_MODULES.resolve("node_modules/standardwebhooks"))) {
      Run installed =
          run(
              List.of(
                  "npm",
                  "install",
                  "--no-audit",
                  "--no-fund",
                  "--prefix",
                  NODE_MODULES.toString(),
                  STOCK_FOR_NODE));
      assumeTrue(installed.exit() == 0, "npm cannot install " + STOCK_FOR_NODE + " here");
    }
    try {
      Files.createSymbolicLink(
          folder.resolve("node_modules"), NODE_MODULES.resolve("node_modules"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** The test is skipped if the stock library is not installed. */
  public Snippets withStockLibraryForPython() {
    assumeInstalled("python3");
    assumeTrue(
        run(List.of("python3", "-c", "import standardwebhooks")).exit() == 0,
        "python3 has no package standardwebhooks here");
    return this;
  }

  private void assumeInstalled(String... programs) {
    for (String program : programs) {
      boolean found =
          Stream.of(System.getenv("PATH").split(File.pathSeparator))
              .anyMatch(it -> Files.isExecutable(Path.of(it, program)));
      assumeTrue(found, program + " is not installed here");
    }
  }

  private Run run(List<String> command) {
    try {
      Files.createDirectories(folder);
      Path output = Files.createTempFile(folder, "run", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(command.getFirst() + " does not end");
      }
      return new Run(process.exitValue(), Files.readString(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(List<String> program, String... arguments) {
    return Stream.concat(program.stream(), Stream.of(arguments)).toList();
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
