package io.countersign.exporter;

import io.camunda.zeebe.exporter.api.context.Configuration;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.exporter.api.context.ScheduledTask;
import io.camunda.zeebe.protocol.record.Record;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.slf4j.LoggerFactory;

/** The broker's side of an exporter: gives it records, keeps what it confirms, can restart it. */
final class FakeBroker implements Controller {

  private final Map<String, Object> arguments;
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private CountersignExporter exporter = new CountersignExporter();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private long now = GovernanceLog.START;
  private Snapshot confirmed = new Snapshot(-1, new byte[0]);

  /** What the broker would find again after a crash. */
  record Snapshot(long position, byte[] metadata) {}

  FakeBroker(String url, int bulkSize) {
    this(Map.of("url", url, "bulkSize", bulkSize));
  }

  /** With these arguments of the exporter. */
  FakeBroker(Map<String, Object> arguments) {
    this.arguments = arguments;
    start();
  }

  /** A figure that the exporter gives to the broker's metrics. */
  double meter(String name) {
    return meters.get(name).meter().measure().iterator().next().getValue();
  }

  /** Lets time pass until the log's time is this, epoch milliseconds. */
  void clock(long epochMilli) {
    now = epochMilli;
  }

  Snapshot confirmed() {
    return confirmed;
  }

  void export(List<Record<?>> records) {
    records.forEach(exporter::export);
  }

  /** Lets the time of the scheduled flush come. */
  void tick() {
    Optional.ofNullable(tasks.poll()).ifPresent(Runnable::run);
  }

  /** Loses whatever was not confirmed at this snapshot; the exporter starts anew. */
  void crashBackTo(Snapshot snapshot) {
    confirmed = snapshot;
    tasks.clear();
    meters.clear();
    exporter = new CountersignExporter();
    start();
  }

  private void start() {
    exporter.configure(context());
    exporter.open(this);
  }

  @Override
  public void updateLastExportedRecordPosition(long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void updateLastExportedRecordPosition(long position, byte[] metadata) {
    confirmed = new Snapshot(position, metadata);
  }

  @Override
  public long getLastExportedRecordPosition() {
    return confirmed.position();
  }

  @Override
  public ScheduledTask scheduleCancellableTask(Duration delay, Runnable task) {
    tasks.add(task);
    return () -> {};
  }

  @Override
  public Optional<byte[]> readMetadata() {
    return confirmed.metadata().length == 0 ? Optional.empty() : Optional.of(confirmed.metadata());
  }

  private Context context() {
    Configuration configuration =
        fake(Configuration.class, Map.of("getArguments", arguments, "getId", "countersign"));
    return fake(
        Context.class,
        Map.of(
            "getLogger",
            LoggerFactory.getLogger(CountersignExporter.class),
            "getMeterRegistry",
            meters,
            "clock",
            (InstantSource) () -> Instant.ofEpochMilli(now),
            "getPartitionId",
            1,
            "getConfiguration",
            configuration));
  }

  private static <T> T fake(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> answers.get(method.getName())));
  }
}
