package io.countersign.policy;

import jakarta.annotation.PreDestroy;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The rule book in force. Broken rules fail the start; later they leave the last good book in force
 * and say so once.
 */
@Component
class RuleBooks {

  private static final Logger log = LoggerFactory.getLogger(RuleBooks.class);

  private final Path folder;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("rules-watch").factory());

  private volatile RuleBook inForce;
  private String seen;
  private String refused = "";

  RuleBooks(PolicyProperties properties) {
    this.folder = properties.rulesFolder();
    this.inForce = RuleBook.compile(RuleFiles.read(folder));
    this.seen = inForce.version();
    log.info("Rules in force: {}", inForce.version());
    long pause = properties.reloadEvery().toMillis();
    watch.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
  }

  RuleBook current() {
    return inForce;
  }

  /**
   * Takes over what changed, once two looks saw the same: an editor empties a file before it writes
   * it, and half a rule book is a looser one.
   */
  void look() {
    try {
      RuleFiles files = RuleFiles.read(folder);
      boolean settled = files.version().equals(seen);
      seen = files.version();
      if (settled && !seen.equals(inForce.version()) && !seen.equals(refused)) {
        refused = seen;
        inForce = RuleBook.compile(files);
        log.info("Rules in force: {}", inForce.version());
      }
      if (seen.equals(inForce.version())) {
        refused = "";
      }
    } catch (BrokenRulesException e) {
      log.error("Broken rules are not taken over, {} stays in force", inForce.version(), e);
    } catch (RuntimeException e) {
      log.warn("The rules cannot be read, {} stays in force: {}", inForce.version(), e.toString());
    }
  }

  @PreDestroy
  void stop() {
    watch.shutdownNow();
  }
}
