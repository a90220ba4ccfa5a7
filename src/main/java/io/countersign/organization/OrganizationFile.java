package io.countersign.organization;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The text of {@code organization.yaml}; where there is no such file, the bundled one. */
@Component
class OrganizationFile {

  private final Path file;
  private boolean bundled;
  private byte[] taken;
  private byte[] seen;
  private boolean lost;

  OrganizationFile(@Value("${countersign.organization.file:organization.yaml}") Path file) {
    this.file = file;
    this.bundled = !Files.isRegularFile(file);
    this.taken = content();
    this.seen = taken;
  }

  byte[] text() {
    return taken;
  }

  /**
   * The text, if it changed and two looks saw the same: an editor empties a file before it writes
   * it.
   *
   * @throws UncheckedIOException if it cannot be read now
   */
  Optional<byte[]> changed() {
    byte[] now = contentOrLost();
    boolean settled = Arrays.equals(now, seen);
    seen = now;
    if (!settled || (!lost && Arrays.equals(now, taken))) {
      return Optional.empty();
    }
    lost = false;
    taken = now;
    return Optional.of(now);
  }

  /** What was lost is told again when it is found, even if it is as before. */
  private byte[] contentOrLost() {
    try {
      return content();
    } catch (UncheckedIOException unreadable) {
      lost = true;
      throw unreadable;
    }
  }

  private byte[] content() {
    try {
      // A file that vanishes later must not give its place to the demo people of the bundled one.
      bundled = bundled && !Files.exists(file);
      if (bundled) {
        return new ClassPathResource("models/organization.yaml").getContentAsByteArray();
      }
      try (var input = Files.newInputStream(file)) {
        return input.readNBytes(YamlText.LARGEST_BYTES + 1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
