package io.countersign.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Reads the models that are deployed together: processes, forms and tables. */
final class ModelFiles {

  private static final Map<String, String> FOLDERS =
      Map.of("bpmn", ".bpmn", "bpmn/forms", ".form", "dmn", ".dmn");

  private ModelFiles() {}

  /** File name to content, from a folder that has {@code bpmn/} and {@code dmn/} below it. */
  static SortedMap<String, byte[]> in(Path root) {
    SortedMap<String, byte[]> models = new TreeMap<>();
    FOLDERS.forEach(
        (folder, ending) -> {
          if (!Files.isDirectory(root.resolve(folder))) {
            return;
          }
          try (Stream<Path> files = Files.list(root.resolve(folder))) {
            for (Path file : files.filter(f -> f.toString().endsWith(ending)).toList()) {
              models.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
          } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the models in " + folder, e);
          }
        });
    return models;
  }

  /** The models that travel inside the application. */
  static SortedMap<String, byte[]> bundled() {
    SortedMap<String, byte[]> models = new TreeMap<>();
    var resolver = new PathMatchingResourcePatternResolver();
    FOLDERS.forEach(
        (folder, ending) -> {
          try {
            for (Resource resource :
                resolver.getResources("classpath*:/models/" + folder + "/*" + ending)) {
              models.put(resource.getFilename(), resource.getContentAsByteArray());
            }
          } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the bundled models in " + folder, e);
          }
        });
    return models;
  }

  /** The models of the folder if it has any, else the bundled ones. */
  static SortedMap<String, byte[]> inForce(Path root) {
    return Files.isDirectory(root.resolve("bpmn")) ? in(root) : bundled();
  }
}
