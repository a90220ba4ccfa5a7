package io.countersign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Configuration files that servers read: written here, or copied from the class path. */
final class ConfigurationFile {
  private ConfigurationFile() {}

  static void write(Path file, String text) {
    DataFolder.create(file.getParent());
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies {@code local/NAME} of the class path. */
  static void copy(String name, Path target) {
    DataFolder.create(target.getParent());
    try (var resource = ConfigurationFile.class.getResourceAsStream("/local/" + name)) {
      if (resource == null) {
        throw new IllegalStateException("local/" + name + " is not on the class path");
      }
      Files.copy(resource, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
