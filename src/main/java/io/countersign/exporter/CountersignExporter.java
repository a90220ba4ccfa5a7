package io.countersign.exporter;

import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.protocol.record.Record;
import io.countersign.exporter.Narrator.Narrated;
import io.countersign.history.Entry;
import io.countersign.history.HistoryIndex;
import java.time.Duration;
import org.slf4j.Logger;

/**
 * Writes what happens to actions into Elasticsearch: complete, in log order, once.
 *
 * <p>A record that cannot become an entry goes to the quarantine; whatever else fails is tried
 * again, and meanwhile the engine keeps its log.
 */
public class CountersignExporter implements Exporter {

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private Logger log;
  private ExporterSettings settings;
  private HistoryIndex index;
  private HistoryBuffer buffer;
  private Controller controller;
  private OpenActions open;
  private Narrator narrator;
  private long lastPosition;
  private long confirmedPosition;
  private boolean failing;

  @Override
  public void configure(Context context) {
    log = context.getLogger();
    settings = ExporterSettings.of(context.getConfiguration().getArguments());
    index = new HistoryIndex(settings.indexPrefix());
    context.setFilter(new GovernanceRecords());
  }

  @Override
  public void open(Controller controller) {
    this.controller = controller;
    buffer = new HistoryBuffer(new ElasticsearchBulk(settings, index, log), index);
    open = OpenActions.from(controller.readMetadata());
    narrator = new Narrator(open);
    lastPosition = controller.getLastExportedRecordPosition();
    confirmedPosition = lastPosition;
    flushLater(Duration.ofMillis(settings.bulkDelayMillis()));
  }

  @Override
  public void export(Record<?> record) {
    if (buffer.size() >= settings.bulkSize()) {
      // Throwing before the record is looked at makes the broker offer the same record again.
      flush();
    }
    long entries = open.entries();
    try {
      narrator.narrate(record).ifPresent(it -> keep(record, it));
    } catch (RuntimeException | StackOverflowError unmappable) {
      open.resetEntries(entries);
      log.error(
          "Record {} cannot become an entry, it is quarantined", record.getPosition(), unmappable);
      buffer.add(QuarantinedRecord.of(record, unmappable).document(index.quarantine()));
    }
    lastPosition = record.getPosition();
  }

  @Override
  public void close() {
    if (buffer == null) {
      return;
    }
    try {
      flush();
    } catch (RuntimeException unreachable) {
      log.warn("The last entries will be exported again after the restart");
    }
    buffer.close();
  }

  private void keep(Record<?> record, Narrated narrated) {
    Entry entry = narrated.entry();
    if (entry != null) {
      buffer.add(Document.whole(index.entries(), entry.id(), entry));
    }
    if (!narrated.action().isEmpty()) {
      buffer.set(
          narrated.actionId(), narrated.action(), record.getPartitionId(), record.getPosition());
    }
  }

  private void flushLater(Duration delay) {
    controller.scheduleCancellableTask(
        delay,
        () -> {
          Duration next = Duration.ofMillis(settings.bulkDelayMillis());
          try {
            flush();
          } catch (RuntimeException unreachable) {
            next = PAUSE_AFTER_FAILURE;
          } finally {
            flushLater(next);
          }
        });
  }

  private void flush() {
    try {
      buffer.flush();
    } catch (RuntimeException unreachable) {
      if (!failing) {
        log.warn(
            "Elasticsearch does not take entries, they wait in the log: {}",
            unreachable.toString());
      }
      failing = true;
      throw unreachable;
    }
    if (failing) {
      log.info("Elasticsearch takes entries again");
    }
    failing = false;
    if (lastPosition > confirmedPosition) {
      controller.updateLastExportedRecordPosition(lastPosition, open.toMetadata());
      confirmedPosition = lastPosition;
    }
  }
}
