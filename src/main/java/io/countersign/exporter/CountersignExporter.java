package io.countersign.exporter;

import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.protocol.record.ImmutableRecord;
import io.camunda.zeebe.protocol.record.Record;
import io.countersign.exporter.Narrator.Narrated;
import io.countersign.history.HistoryIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * Writes what happens to actions into Elasticsearch: complete, in log order, once.
 *
 * <p>A record that cannot become an entry goes to the quarantine; whatever else fails is tried
 * again, and meanwhile the engine keeps its log.
 */
public class CountersignExporter implements Exporter {

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final int BYTES_PER_MILLI = 1_000;
  private static final Duration STATUS_EVERY = Duration.ofSeconds(10);

  private Logger log;
  private Context context;
  private ExporterSettings settings;
  private HistoryIndex index;
  private ElasticsearchHttp http;
  private ElasticsearchBulk bulk;
  private ElasticsearchPast past;
  private ElasticsearchStatus status;
  private HistoryBuffer buffer;
  private ExporterMeters meters;
  private Controller controller;
  private OpenActions open;
  private Narrator narrator;
  private Progress progress;
  private Instant toldAt = Instant.MIN;
  private Instant confirmNext = Instant.MIN;
  private long confirmedPosition;
  private boolean failing;
  private final List<Record<?>> unread = new ArrayList<>();
  private boolean remembers;

  @Override
  public void configure(Context context) {
    this.context = context;
    log = context.getLogger();
    settings = ExporterSettings.of(context.getConfiguration().getArguments());
    index = new HistoryIndex(settings.indexPrefix());
    context.setFilter(new GovernanceRecords());
  }

  @Override
  public void open(Controller controller) {
    this.controller = controller;
    http = new ElasticsearchHttp(settings);
    bulk = new ElasticsearchBulk(http, settings.numberOfReplicas(), index, log);
    status = new ElasticsearchStatus(http, index, context.getConfiguration().getId(), log);
    past = new ElasticsearchPast(http, index);
    buffer = new HistoryBuffer(bulk, past, index);
    Optional<byte[]> metadata = controller.readMetadata();
    open = OpenActions.from(metadata);
    remembers = metadata.isPresent();
    narrator = new Narrator(open);
    progress = new Progress(controller.getLastExportedRecordPosition());
    confirmedPosition = progress.position();
    meters =
        new ExporterMeters(
            context.getMeterRegistry(),
            context.getPartitionId(),
            progress,
            bulk,
            open,
            context.clock());
    flushLater(Duration.ofMillis(settings.bulkDelayMillis()));
  }

  @Override
  public void export(Record<?> record) {
    if (buffer.size() + unread.size() >= settings.bulkSize()) {
      // Throwing before the record is looked at makes the broker offer the same record again.
      flush();
    }
    if (remembers) {
      read(record);
    } else {
      unread.add(kept(record));
    }
    progress.given(record);
  }

  /** The broker gives the same object again with the next record in it. */
  private static Record<?> kept(Record<?> record) {
    return record instanceof ImmutableRecord<?> ? record : record.copyOf();
  }

  private void read(Record<?> record) {
    long entries = open.entries();
    try {
      narrator.narrate(record).ifPresent(it -> keep(record, it));
    } catch (RuntimeException | StackOverflowError unmappable) {
      open.resetEntries(entries);
      log.error(
          "Record {} cannot become an entry, it is quarantined", record.getPosition(), unmappable);
      quarantine(record, unmappable);
    }
  }

  /** Without a memory nothing is told before the history says what was missed. */
  private void remember() {
    if (remembers || unread.isEmpty()) {
      return;
    }
    bulk.prepare();
    Interruption.before(unread.getFirst(), past).ifPresent(this::tell);
    remembers = true;
    unread.forEach(this::read);
    unread.clear();
  }

  private void tell(Interruption interruption) {
    log.error(
        "The exporter was taken out of the broker: what happened behind position {} up to {} is not told, entries go on as log {}",
        interruption.after(),
        interruption.log().since(),
        interruption.log().number());
    open.log(interruption.log());
    interruption.openInstances().forEach(open::open);
    new EntryDocuments(index)
        .of(interruption.entry(open.nextNumber()), interruption.origin())
        .forEach(buffer::add);
  }

  @Override
  public void close() {
    if (buffer == null) {
      return;
    }
    try {
      flush();
      confirm();
    } catch (RuntimeException unreachable) {
      log.warn("The last entries will be exported again after the restart");
    }
    meters.close();
    http.close();
  }

  private void keep(Record<?> record, Narrated narrated) {
    Origin origin = Origin.of(record, open.log());
    if (narrated.entry() != null) {
      new EntryDocuments(index).of(narrated.entry(), origin).forEach(buffer::add);
    }
    if (!narrated.action().isEmpty()) {
      buffer.set(narrated.actionId(), narrated.action(), origin);
    }
  }

  private void quarantine(Record<?> record, Throwable unmappable) {
    long entries = open.entries();
    try {
      narrator.unreadable(record).ifPresent(it -> keep(record, it));
    } catch (RuntimeException | StackOverflowError notEvenItsKey) {
      open.resetEntries(entries);
    }
    Origin origin = Origin.of(record, open.log());
    buffer.add(QuarantinedRecord.of(record, origin, unmappable).document(index.quarantine()));
  }

  private void flushLater(Duration delay) {
    controller.scheduleCancellableTask(
        delay,
        () -> {
          Duration next = Duration.ofMillis(settings.bulkDelayMillis());
          try {
            flush();
            tellStatus();
          } catch (RuntimeException unreachable) {
            next = PAUSE_AFTER_FAILURE;
          } finally {
            flushLater(next);
          }
        });
  }

  private void flush() {
    try {
      remember();
      LogOrigin before = open.log();
      buffer.flush(open);
      if (open.log().number() > 1 && !open.log().equals(before)) {
        log.error(
            "From position {} on this is another log than the history knows: entries go on as log {}",
            open.log().since(),
            open.log().number());
      }
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
    progress.stored();
    if (!context.clock().instant().isBefore(confirmNext)) {
      confirm();
    }
  }

  /** Large metadata is written less often: a replay costs less than writing it at each flush. */
  private void confirm() {
    if (progress.position() > confirmedPosition) {
      byte[] metadata = open.toMetadata();
      controller.updateLastExportedRecordPosition(progress.position(), metadata);
      confirmedPosition = progress.position();
      confirmNext = context.clock().instant().plusMillis(metadata.length / BYTES_PER_MILLI);
    }
  }

  private void tellStatus() {
    Instant now = context.clock().instant();
    if (toldAt.isBefore(now.minus(STATUS_EVERY))) {
      toldAt = now;
      bulk.prepare();
      status.tell(context.getPartitionId(), open, progress, bulk.quarantined(), now);
    }
  }
}
