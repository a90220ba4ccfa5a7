package io.countersign.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys of the environment or of a file, below {@code countersign.secrets}.
 *
 * @param key base64 of 32 random bytes
 * @param keyFile a file with such a key, used if {@code key} is empty
 * @param oldKeys keys that still open what was sealed before a rotation
 */
@ConfigurationProperties("countersign.secrets")
record ConfiguredSealingKeys(
    @DefaultValue("") String key,
    @DefaultValue("") String keyFile,
    @DefaultValue List<String> oldKeys)
    implements SealingKeys {

  private static final int KEY_BYTES = 32;

  @Override
  public List<byte[]> keys() {
    String first = key.isBlank() && !keyFile.isBlank() ? read(Path.of(keyFile)) : key;
    return Stream.concat(Stream.of(first), oldKeys.stream().filter(it -> !it.isBlank()))
        .map(ConfiguredSealingKeys::decoded)
        .toList();
  }

  private static byte[] decoded(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64.strip());
      if (bytes.length == KEY_BYTES) {
        return bytes;
      }
    } catch (IllegalArgumentException noBase64) {
      // Refused below, like a key of another length.
    }
    throw new IllegalStateException(
        "countersign.secrets.key (COUNTERSIGN_SECRETS_KEY) must be the base64 of 32 random bytes;"
            + " make one with: openssl rand -base64 32");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read countersign.secrets.key-file " + file, e);
    }
  }
}
