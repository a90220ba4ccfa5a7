package io.countersign.bench;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Configuration;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.exporter.api.context.ScheduledTask;
import io.camunda.zeebe.protocol.record.Record;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The broker's side of one exporter: gives it the records it wants and runs what it schedules. */
final class RaceBroker implements Context, Controller, Configuration {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final String id;
  private final Map<String, Object> arguments;
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private RecordFilter filter;
  private long confirmed = -1;
  private byte[] metadata = new byte[0];

  private record Task(long dueNanos, Runnable work) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      return Long.compare(dueNanos, other.dueNanos);
    }
  }

  RaceBroker(String id, Map<String, Object> arguments) {
    this.id = id;
    this.arguments = arguments;
  }

  /** Returns when the exporter has confirmed the last record that it wants. */
  void giveAll(Exporter exporter, List<Record<?>> log) throws InterruptedException {
    long last = -1;
    for (Record<?> record : log) {
      if (giveIfWanted(exporter, record)) {
        last = record.getPosition();
      }
    }
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (confirmed < last && System.nanoTime() < until) {
      runDue();
      Thread.sleep(1);
    }
    if (confirmed < last) {
      throw new IllegalStateException(id + " confirmed " + confirmed + " of " + last);
    }
  }

  /** Gives a record that passes the exporter's filter, and runs what is due. */
  boolean giveIfWanted(Exporter exporter, Record<?> record) throws InterruptedException {
    boolean wanted =
        filter.acceptType(record.getRecordType()) && filter.acceptValue(record.getValueType());
    if (wanted) {
      give(exporter, record);
    }
    runDue();
    return wanted;
  }

  int metadataBytes() {
    return metadata.length;
  }

  private void give(Exporter exporter, Record<?> record) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        exporter.export(record);
        return;
      } catch (RuntimeException pushedBack) {
        if (attempt == 100) {
          throw pushedBack;
        }
        Thread.sleep(10);
      }
    }
  }

  private void runDue() {
    while (!tasks.isEmpty() && tasks.peek().dueNanos() <= System.nanoTime()) {
      tasks.poll().work().run();
    }
  }

  @Override
  public ScheduledTask scheduleCancellableTask(Duration delay, Runnable work) {
    var task = new Task(System.nanoTime() + delay.toNanos(), work);
    tasks.add(task);
    return () -> tasks.remove(task);
  }

  @Override
  public void updateLastExportedRecordPosition(long position) {
    confirmed = position;
  }

  @Override
  public void updateLastExportedRecordPosition(long position, byte[] metadata) {
    confirmed = position;
    this.metadata = metadata;
  }

  @Override
  public long getLastExportedRecordPosition() {
    return confirmed;
  }

  @Override
  public Optional<byte[]> readMetadata() {
    return metadata.length == 0 ? Optional.empty() : Optional.of(metadata);
  }

  @Override
  public MeterRegistry getMeterRegistry() {
    return meters;
  }

  @Override
  public Logger getLogger() {
    return LoggerFactory.getLogger(id);
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public Configuration getConfiguration() {
    return this;
  }

  @Override
  public int getPartitionId() {
    return 1;
  }

  @Override
  public void setFilter(RecordFilter filter) {
    this.filter = filter;
  }

  @Override
  public String getId() {
    return id;
  }

  @Override
  public Map<String, Object> getArguments() {
    return arguments;
  }

  @Override
  public <T> T instantiate(Class<T> type) {
    return JSON.convertValue(arguments, type);
  }
}
