package io.countersign.store;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A list of records in a JSON file that only its owner reads. A change is made under a lock and
 * takes the place of the old file at once, so that nobody reads half of it.
 *
 * @param <T> a record; {@code null} among them makes the file broken
 */
public final class SharedFile<T> {

  private static final Logger LOG = LoggerFactory.getLogger(SharedFile.class);
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();
  private static final Set<StandardOpenOption> CREATE_AND_WRITE =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  private static final FileAttribute<?> ONLY_OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path file;
  private final JavaType list;
  private volatile List<T> latest = List.of();
  private volatile String problem = "";

  /** Reads the file; none is an empty list. */
  public SharedFile(Path file, Class<T> type) {
    this.file = file.toAbsolutePath();
    this.list = JSON.getTypeFactory().constructCollectionType(List.class, type);
    reread();
  }

  /** What the file held when it was last read. */
  public List<T> all() {
    return latest;
  }

  /** Whether the file could be read when it was last tried; none is read as an empty list. */
  public boolean readable() {
    return problem.isEmpty();
  }

  /**
   * Changes what the file holds by then, whichever instance wrote it.
   *
   * @param change may refuse by throwing; then nothing changes
   * @throws UncheckedIOException if the file cannot be read or written; it is then as before
   */
  public synchronized void change(UnaryOperator<List<T>> change) {
    try {
      Files.createDirectories(file.getParent());
      try (var lock = FileChannel.open(sibling(".lock"), CREATE_AND_WRITE, ONLY_OWNER);
          var held = lock.lock()) {
        List<T> changed = List.copyOf(change.apply(read()));
        write(changed);
        latest = changed;
        problem = "";
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot change " + file, e);
    }
  }

  /** Takes over what other instances wrote; a broken file changes nothing. */
  public synchronized void reread() {
    try {
      latest = read();
      problem = "";
    } catch (IOException e) {
      if (!problem.equals(e.toString())) {
        problem = e.toString();
        LOG.error("{} is broken and changes nothing: {}", file, problem);
      }
    }
  }

  private List<T> read() throws IOException {
    try {
      return List.copyOf(JSON.<List<T>>readValue(Files.readAllBytes(file), list));
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (NullPointerException holes) {
      throw new IOException("null among the records", holes);
    }
  }

  private void write(List<T> records) throws IOException {
    Path next = sibling(".new");
    try (var channel = FileChannel.open(next, CREATE_AND_WRITE, ONLY_OWNER)) {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(JSON.writeValueAsBytes(records)));
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path sibling(String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }
}
