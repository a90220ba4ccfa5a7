package io.countersign.agent;

import io.countersign.store.SharedFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * When each key was used last, to the minute. A call only notes it in memory; the file is written
 * once a minute at most, so what was noted last is lost if the application is killed.
 */
@Component
class KeyUses {

  private static final Logger LOG = LoggerFactory.getLogger(KeyUses.class);

  /**
   * @param key the key's id
   * @param at to the minute
   */
  record Use(String key, Instant at) {}

  private final SharedFile<Use> file;
  private final KeyFile keys;
  private final Map<String, Instant> noted = new ConcurrentHashMap<>();

  KeyUses(@Value("${countersign.agent.key-uses}") Path file, KeyFile keys) {
    this.file = new SharedFile<>(file, Use.class);
    this.keys = keys;
  }

  void note(String key, Instant now) {
    noted.merge(key, now.truncatedTo(ChronoUnit.MINUTES), KeyUses::later);
  }

  Optional<Instant> last(String key) {
    return Stream.concat(
            file.all().stream().filter(it -> it.key().equals(key)).map(Use::at),
            Stream.ofNullable(noted.get(key)))
        .max(Instant::compareTo);
  }

  @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
  void write() {
    try {
      file.reread();
      Map<String, Instant> known =
          file.all().stream().collect(Collectors.toMap(Use::key, Use::at, KeyUses::later));
      boolean news =
          noted.entrySet().stream().anyMatch(it -> !it.getValue().equals(known.get(it.getKey())));
      if (news) {
        file.change(this::merged);
      }
    } catch (UncheckedIOException e) {
      LOG.warn("The last uses of keys cannot be written: {}", e.getMessage());
    }
  }

  private List<Use> merged(List<Use> written) {
    var all = noted.entrySet().stream().map(it -> new Use(it.getKey(), it.getValue()));
    return Stream.concat(written.stream(), all)
        .filter(it -> keys.find(it.key()).isPresent())
        .collect(Collectors.toMap(Use::key, Use::at, KeyUses::later))
        .entrySet()
        .stream()
        .map(it -> new Use(it.getKey(), it.getValue()))
        .toList();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
