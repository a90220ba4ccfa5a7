package io.countersign.halt;

import io.countersign.store.SharedFile;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The halts in force, in a file that all instances share. It is read at every question, so a halt
 * counts from the next call on, on every instance. A file that cannot be read, or that is gone, is
 * no permission: then everything counts as not known.
 */
@Component
public class Halts {

  private final Path path;
  private final SharedFile<Halt> file;

  Halts(@Value("${countersign.halts.file}") Path path) {
    this.path = path;
    this.file = new SharedFile<>(path, Halt.class);
    if (file.readable() && !Files.exists(path)) {
      file.change(none -> none);
    }
  }

  /**
   * The halt that stops this agent's action of this type, if any.
   *
   * @throws RefusedException {@code HALTS_UNAVAILABLE}
   */
  public Optional<Halt> on(String agentId, String actionType) {
    return all().stream().filter(it -> it.scope().covers(agentId, actionType)).findFirst();
  }

  /**
   * @throws RefusedException {@code ACTION_HALTED} or {@code HALTS_UNAVAILABLE}
   */
  public void refuseIfHalted(String agentId, String actionType) {
    on(agentId, actionType)
        .ifPresent(
            it -> {
              throw new RefusedException(ErrorCode.ACTION_HALTED, it.sentence());
            });
  }

  List<Halt> all() {
    file.reread();
    if (!file.readable() || !Files.exists(path)) {
      throw new RefusedException(
          ErrorCode.HALTS_UNAVAILABLE, "The list of halts cannot be read; nothing is released.");
    }
    return file.all();
  }

  void change(UnaryOperator<List<Halt>> change) {
    try {
      file.change(change);
    } catch (UncheckedIOException unwritable) {
      throw new RefusedException(
          ErrorCode.HALTS_UNAVAILABLE, "The list of halts cannot be changed.", unwritable);
    }
  }
}
