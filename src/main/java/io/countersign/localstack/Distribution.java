package io.countersign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder of unpacked servers, and the folder with Countersign's own two jars. */
record Distribution(Path parts, Path jars) {

  /**
   * Where the launcher said they are. Without it (a test run in an editor) the launcher is asked.
   */
  static Distribution locate() {
    var parts = Optional.ofNullable(System.getProperty("countersign.parts"));
    return new Distribution(
        Path.of(parts.orElseGet(Distribution::fetch)),
        Path.of(System.getProperty("countersign.jars", "target")).toAbsolutePath());
  }

  Path elasticsearch() {
    return parts.resolve("elasticsearch");
  }

  Path camunda() {
    return parts.resolve("camunda");
  }

  Path camundaLibraries() {
    return camunda().resolve("lib");
  }

  Path openSearch() {
    return parts.resolve("opensearch");
  }

  Path applicationJar() {
    return jar("countersign-[0-9.]*[0-9].jar");
  }

  Path exporterJar() {
    return jar("countersign-*-exporter.jar");
  }

  private Path jar(String pattern) {
    try (var found = Files.newDirectoryStream(jars, pattern)) {
      for (Path jar : found) {
        return jar;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new StackFailure(
        "There is no " + pattern + " in " + jars + ": run ./mvnw package first.");
  }

  private static String fetch() {
    try {
      var process =
          new ProcessBuilder("./countersign", "fetch")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var output = new String(process.getInputStream().readAllBytes()).strip();
      if (process.waitFor() != 0) {
        throw new StackFailure("./countersign fetch failed");
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while fetching the servers");
    }
  }
}
