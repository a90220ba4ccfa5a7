package io.countersign.agent;

import io.countersign.store.SharedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The keys, in a file that several instances can share. */
@Component
class KeyFile {

  private final SharedFile<ApiKey> file;

  KeyFile(@Value("${countersign.agent.keys}") Path file) {
    this.file = new SharedFile<>(file, ApiKey.class);
  }

  List<ApiKey> all() {
    return file.all();
  }

  Optional<ApiKey> find(String id) {
    return file.all().stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /**
   * @param change may refuse by throwing; then nothing changes
   */
  void change(UnaryOperator<List<ApiKey>> change) {
    file.change(change);
  }

  /** What another instance revoked is nobody's here within a second. */
  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  final void reread() {
    file.reread();
  }
}
