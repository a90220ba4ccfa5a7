package io.countersign.exporter;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.protocol.record.Record;
import io.countersign.exporter.ElasticsearchBulk.Document;
import io.countersign.exporter.Narrator.Narrated;
import io.countersign.history.Entry;
import io.countersign.history.HistoryIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/**
 * Writes what happens to actions into Elasticsearch: complete, in log order, once.
 *
 * <p>Entries are written first and only then the actions' documents: a mark in a document proves
 * that every entry before it is stored. The position is confirmed after both, together with what
 * must be remembered, so a replay starts from a state that fits.
 */
public class CountersignExporter implements Exporter {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final List<Document> entries = new ArrayList<>();

  /** By action id; what several records set is written together. */
  private final Map<String, Map<String, Object>> actions = new LinkedHashMap<>();

  private Logger log;
  private ExporterSettings settings;
  private HistoryIndex index;
  private ElasticsearchBulk elasticsearch;
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
  }

  @Override
  public void open(Controller controller) {
    this.controller = controller;
    elasticsearch = new ElasticsearchBulk(settings, index, log);
    open = OpenActions.from(controller.readMetadata());
    narrator = new Narrator(open);
    lastPosition = controller.getLastExportedRecordPosition();
    confirmedPosition = lastPosition;
    flushLater(Duration.ofMillis(settings.bulkDelayMillis()));
  }

  @Override
  public void export(Record<?> record) {
    if (entries.size() >= settings.bulkSize() || actions.size() >= settings.bulkSize()) {
      // Throwing before the record is looked at makes the broker offer the same record again.
      flush();
    }
    lastPosition = record.getPosition();
    try {
      narrator.narrate(record).ifPresent(this::buffer);
    } catch (RuntimeException unmappable) {
      log.error(
          "Record {} cannot become an entry, it is quarantined", record.getPosition(), unmappable);
      entries.add(
          elasticsearch.quarantined(
              record.getPartitionId() + "-" + record.getPosition(),
              record.getValueType() + " " + record.getIntent(),
              unmappable.getClass().getName()));
    }
  }

  @Override
  public void close() {
    if (elasticsearch == null) {
      return;
    }
    try {
      flush();
    } catch (RuntimeException unreachable) {
      log.warn("The last entries will be exported again after the restart");
    }
  }

  private void buffer(Narrated narrated) {
    Entry entry = narrated.entry();
    if (entry != null) {
      entries.add(new Document(index.entries(), entry.id(), source(entry), false));
    }
    if (!narrated.action().isEmpty()) {
      actions
          .computeIfAbsent(narrated.actionId(), id -> new HashMap<>())
          .putAll(source(narrated.action()));
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
      elasticsearch.write(entries);
      entries.clear();
      elasticsearch.write(
          actions.entrySet().stream()
              .map(it -> new Document(index.actions(), it.getKey(), it.getValue(), true))
              .toList());
      actions.clear();
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

  private static Map<String, Object> source(Object value) {
    return JSON.convertValue(value, new com.fasterxml.jackson.core.type.TypeReference<>() {});
  }
}
