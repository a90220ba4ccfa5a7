package io.countersign.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A copy of the shipped models that a test may change. */
record ModelFolder(Path path) {

  static ModelFolder copiedTo(Path path) {
    try {
      for (String folder : List.of("bpmn", "bpmn/forms", "dmn")) {
        Files.createDirectories(path.resolve(folder));
        try (Stream<Path> files = Files.list(Path.of(folder)).filter(Files::isRegularFile)) {
          for (Path file : files.toList()) {
            Files.copy(file, path.resolve(file));
          }
        }
      }
      return new ModelFolder(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void change(String file, UnaryOperator<String> change) {
    try {
      Path model = path.resolve(file);
      Files.writeString(model, change.apply(Files.readString(model)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
