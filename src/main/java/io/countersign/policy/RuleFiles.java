package io.countersign.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The text of the rules, by file name.
 *
 * @param texts file name to content
 */
record RuleFiles(SortedMap<String, String> texts) {

  RuleFiles {
    texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
  }

  RuleFiles(Map<String, String> texts) {
    this(new TreeMap<>(texts));
  }

  /** The rules in the folder, or those packed into the application where there is no folder. */
  static RuleFiles read(Path folder) {
    try {
      return Files.isDirectory(folder) ? inFolder(folder) : packed();
    } catch (IOException e) {
      throw new UncheckedIOException("The rules cannot be read", e);
    }
  }

  /** {@code sha256:} and the hash over names and contents. */
  String version() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      texts.forEach(
          (name, text) -> {
            feed(sha256, name);
            feed(sha256, text);
          });
      return "sha256:" + HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With its length before it, so that no two sets of files feed the same bytes. */
  private static void feed(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }

  private static RuleFiles inFolder(Path folder) throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".drl")).toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return new RuleFiles(texts);
  }

  private static RuleFiles packed() throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    for (Resource file :
        new PathMatchingResourcePatternResolver().getResources("classpath*:models/rules/*.drl")) {
      texts.put(
          String.valueOf(file.getFilename()), file.getContentAsString(StandardCharsets.UTF_8));
    }
    return new RuleFiles(texts);
  }
}
