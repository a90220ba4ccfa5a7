package io.countersign.administration;

import io.countersign.store.SharedFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What happened and the engine has not taken note of yet, in a file that the instances share. */
@Component
class UntoldActs {

  private static final Logger LOG = LoggerFactory.getLogger(UntoldActs.class);

  private final SharedFile<Act> file;

  UntoldActs(@Value("${countersign.administration.untold}") Path file) {
    this.file = new SharedFile<>(file, Act.class);
  }

  /** The oldest first. */
  List<Act> all() {
    file.reread();
    return file.all();
  }

  /** Keeps an act until it is told; if it cannot be kept, the log alone has it. */
  void add(Act act) {
    try {
      file.change(all -> Stream.concat(all.stream(), Stream.of(act)).toList());
    } catch (UncheckedIOException unwritable) {
      LOG.error("No entry will tell of this, it cannot be kept: {}", act.words(), unwritable);
    }
  }

  void remove(Act told) {
    file.change(all -> all.stream().filter(it -> !it.id().equals(told.id())).toList());
  }
}
