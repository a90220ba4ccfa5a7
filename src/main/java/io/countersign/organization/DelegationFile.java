package io.countersign.organization;

import io.countersign.store.SharedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The delegations that people set themselves, in a file that several instances can share. */
@Component
class DelegationFile {

  private final SharedFile<OwnDelegation> file;

  DelegationFile(@Value("${countersign.organization.delegations}") Path file) {
    this.file = new SharedFile<>(file, OwnDelegation.class);
  }

  List<OwnDelegation> all() {
    return file.all();
  }

  /**
   * @param change may refuse by throwing; then nothing changes
   */
  void change(UnaryOperator<List<OwnDelegation>> change) {
    file.change(change);
  }

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  final void reread() {
    file.reread();
  }
}
