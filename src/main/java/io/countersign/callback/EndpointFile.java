package io.countersign.callback;

import io.countersign.store.SharedFile;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The registered endpoints, in a file that several instances share; secrets are sealed in it. */
@Component
class EndpointFile {

  private static final Logger LOG = LoggerFactory.getLogger(EndpointFile.class);

  private final SharedFile<Endpoint> file;

  EndpointFile(CallbackProperties properties, EndpointKeys keys) {
    this.file = new SharedFile<>(properties.endpoints(), Endpoint.class);
    reseal(keys);
  }

  /** In the order of their registration. */
  List<Endpoint> all() {
    return file.all();
  }

  Optional<Endpoint> find(String id) {
    return all().stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /**
   * @param change may refuse by throwing; then nothing changes
   */
  void change(UnaryOperator<List<Endpoint>> change) {
    file.change(change);
  }

  /** Changes one endpoint, if it is there by then; the endpoint as it is then. */
  Optional<Endpoint> change(String id, UnaryOperator<Endpoint> change) {
    var changed = new AtomicReference<Endpoint>();
    file.change(
        all ->
            all.stream()
                .map(
                    it -> {
                      if (!it.id().equals(id)) {
                        return it;
                      }
                      changed.set(change.apply(it));
                      return changed.get();
                    })
                .toList());
    return Optional.ofNullable(changed.get());
  }

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  final void reread() {
    file.reread();
  }

  /** After a rotation of the sealing key everything is sealed with the new one. */
  private void reseal(EndpointKeys keys) {
    if (!file.all().stream().allMatch(keys::isCurrent)) {
      file.change(all -> all.stream().map(keys::resealed).toList());
      LOG.info("Callback endpoints sealed again with the newest key");
    }
  }
}
