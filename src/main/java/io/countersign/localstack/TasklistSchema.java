package io.countersign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The shape of Tasklist's index of tasks, mended.
 *
 * <p>Tasklist up to 8.6.8 writes the time of a task that was created on a whole second without a
 * fraction. Its own index refuses such a time, and the importer repeats the record for good: one
 * task in a thousand, and no later task is shown to anyone. See <a
 * href="https://github.com/camunda/camunda/issues/27237">camunda/camunda#27237</a>. A Tasklist that
 * finds this shape first on its class path makes an index that takes these times.
 */
final class TasklistSchema {

  static final String SHAPE = "schema/os/create/template/tasklist-list-view.json";
  private static final String TIMES = "date_time || epoch_millis";

  private TasklistSchema() {}

  /**
   * Writes the mended shape.
   *
   * @param libraries the jars of the Camunda distribution
   * @param classPath a folder that Tasklist searches before them
   */
  static void mend(Path libraries, Path classPath) {
    try (var jars = Files.newDirectoryStream(libraries, "tasklist-els-schema-8.6.*.jar")) {
      for (Path jar : jars) {
        try (var inside = FileSystems.newFileSystem(jar)) {
          String shape = Files.readString(inside.getPath(SHAPE));
          ConfigurationFile.write(
              classPath.resolve(SHAPE),
              shape.replace(TIMES, TIMES + " || strict_date_optional_time"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
