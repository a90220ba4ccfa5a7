package io.countersign.organization;

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
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The delegations that people set themselves, in a file that several instances can share. A change
 * is made under a lock and takes the place of the old file at once, so that nobody reads half of
 * it.
 */
@Component
class DelegationFile {

  private static final Logger LOG = LoggerFactory.getLogger(DelegationFile.class);
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();
  private static final JavaType LIST =
      JSON.getTypeFactory().constructCollectionType(List.class, OwnDelegation.class);

  private static final Set<StandardOpenOption> CREATE_AND_WRITE =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

  private final Path file;
  private volatile List<OwnDelegation> latest = List.of();
  private volatile String problem = "";

  DelegationFile(
      @Value("${countersign.organization.delegations:.countersign/delegations.json}") Path file) {
    this.file = file.toAbsolutePath();
    reread();
  }

  List<OwnDelegation> all() {
    return latest;
  }

  /**
   * Changes what the file holds by then, whichever instance wrote it.
   *
   * @param change may refuse by throwing; then nothing changes
   * @throws UncheckedIOException if the file cannot be read or written; it is then as before
   */
  synchronized void change(UnaryOperator<List<OwnDelegation>> change) {
    try {
      Files.createDirectories(file.getParent());
      try (var lock = FileChannel.open(sibling(".lock"), CREATE_AND_WRITE);
          var held = lock.lock()) {
        List<OwnDelegation> changed = List.copyOf(change.apply(read()));
        write(changed);
        latest = changed;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot change " + file, e);
    }
  }

  /** Takes over what other instances wrote; a broken file changes nothing. */
  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  final synchronized void reread() {
    try {
      List<OwnDelegation> now = read();
      if (!now.equals(latest)) {
        latest = now;
      }
      problem = "";
    } catch (IOException e) {
      if (!problem.equals(e.toString())) {
        problem = e.toString();
        LOG.error("Delegations not changed, {} is broken: {}", file, problem);
      }
    }
  }

  private List<OwnDelegation> read() throws IOException {
    try {
      return List.copyOf(JSON.<List<OwnDelegation>>readValue(Files.readAllBytes(file), LIST));
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (NullPointerException holes) {
      throw new IOException("null among the delegations", holes);
    }
  }

  private void write(List<OwnDelegation> delegations) throws IOException {
    Path next = sibling(".new");
    try (var channel = FileChannel.open(next, CREATE_AND_WRITE)) {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(JSON.writeValueAsBytes(delegations)));
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path sibling(String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }
}
