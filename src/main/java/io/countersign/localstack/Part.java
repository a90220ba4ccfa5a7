package io.countersign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One process of the stack; tests stop, kill and start it again. */
public final class Part {
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PROBE_PAUSE = Duration.ofMillis(200);

  private final PartPlan plan;
  private final Path log;
  private final ProcessRecords records;
  private final HttpClient http;
  private final CompletableFuture<Part> died = new CompletableFuture<>();
  private volatile @Nullable Process process;
  private boolean startedBefore;

  Part(PartPlan plan, Path logFolder, ProcessRecords records, HttpClient http) {
    this.plan = plan;
    this.log = logFolder.resolve(plan.name() + ".log");
    this.records = records;
    this.http = http;
  }

  public String name() {
    return plan.name();
  }

  public Path log() {
    return log;
  }

  public boolean isRunning() {
    Process running = process;
    return running != null && running.isAlive();
  }

  /** The id of the process that does the work: Elasticsearch's is a child of its launcher. */
  public long pid() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException(plan.name() + " is not running");
    }
    return running.descendants().findFirst().orElse(running.toHandle()).pid();
  }

  /** Starts the process and returns at once; {@link #awaitReady} waits for it. */
  public synchronized void start() {
    if (isRunning()) {
      return;
    }
    var builder = new ProcessBuilder(plan.command()).directory(plan.folder().toFile());
    builder.environment().keySet().removeIf(PartPlan::configuresServers);
    builder.environment().putAll(plan.environment());
    builder.redirectErrorStream(true).redirectOutput(output());
    DataFolder.create(log.getParent());
    DataFolder.create(plan.folder());
    try {
      Process started = builder.start();
      process = started;
      startedBefore = true;
      records.add(plan.name(), started.toHandle());
      started.onExit().thenAccept(this::ended);
    } catch (IOException e) {
      throw new UncheckedIOException(plan.name() + " cannot be started", e);
    }
  }

  /** A part that starts again keeps what it said before it ended. */
  private Redirect output() {
    return startedBefore ? Redirect.appendTo(log.toFile()) : Redirect.to(log.toFile());
  }

  /** Waits until the part answers that it is ready. */
  public void awaitReady() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady()) {
      if (process == null) {
        throw new StackFailure(plan.name() + " was stopped while it was starting");
      }
      if (!isRunning()) {
        throw StackFailure.of(plan.name(), "ended while it was starting", log);
      }
      if (System.nanoTime() > deadline) {
        throw StackFailure.of(
            plan.name(), "is not ready after " + PATIENCE.toMinutes() + " minutes", log);
      }
    }
  }

  /** Asks the process to end, and ends it after a grace period; returns when it has ended. */
  public void stop() {
    end(ProcessHandle::destroy);
  }

  /** Ends the process at once, as a crash would. */
  public void kill() {
    end(ProcessHandle::destroyForcibly);
  }

  /** Completes when the process ends although nobody here stopped it. */
  CompletableFuture<Part> died() {
    return died;
  }

  private synchronized void end(Consumer<ProcessHandle> how) {
    Process ending = process;
    if (ending == null) {
      return;
    }
    process = null;
    ProcessTree.of(ending.toHandle()).end(how, GRACE);
    records.remove(plan.name());
  }

  private void ended(Process ended) {
    if (ended == process) {
      died.complete(this);
    }
  }

  private boolean isReady() {
    var request = HttpRequest.newBuilder(plan.ready()).timeout(Duration.ofSeconds(3)).build();
    try {
      Thread.sleep(PROBE_PAUSE);
      return http.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while waiting for " + plan.name());
    }
  }
}
