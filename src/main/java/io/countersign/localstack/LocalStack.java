package io.countersign.localstack;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Elasticsearch, Camunda and the application, running as processes on this machine until {@link
 * #close}. One data folder holds at most one stack.
 */
public final class LocalStack implements AutoCloseable {
  /** What must end before what: those who write first, the stores last. */
  private static final List<List<String>> ENDING =
      List.of(
          List.of(ApplicationPart.COUNTERSIGN),
          List.of(WebappParts.TASKLIST, WebappParts.OPERATE),
          List.of(BrokerPart.BROKER),
          List.of(SearchParts.OPENSEARCH, SearchParts.ELASTICSEARCH));

  private final DataFolder folder;
  private final Map<String, Part> parts;
  private final LocalEnvironment addresses;
  private volatile boolean stopping;
  private final Thread closeAtExit = new Thread(this::stopParts, "stop-local-stack");

  private LocalStack(DataFolder folder, Map<String, Part> parts, LocalEnvironment addresses) {
    this.folder = folder;
    this.parts = parts;
    this.addresses = addresses;
  }

  /** Starts a stack and returns when every part is ready. */
  public static LocalStack start(LocalStackOptions options) {
    return start(options, line -> {});
  }

  /** Starts a stack, says on the way what became ready, and returns when every part is. */
  public static LocalStack start(LocalStackOptions options, Consumer<String> progress) {
    var folder = new DataFolder(options.dataFolder());
    Leftovers.in(folder).stop(progress);
    if (options.fresh()) {
      folder.wipe();
    }
    var ports = new Ports(options.portOffset());
    List<PartPlan> plans = StackPlans.of(options, ports);
    new Preflight(folder.path(), options.webapps()).check(plans);
    LocalKeys keys = LocalKeys.in(folder.path());
    keys.tellApplication(folder.path(), DemoPerson.all());

    var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    var processes = folder.processes();
    Map<String, Part> parts =
        plans.stream()
            .collect(
                Collectors.toMap(
                    PartPlan::name, plan -> new Part(plan, folder.logs(), processes, http)));
    processes.add(ProcessRecords.SUPERVISOR, ProcessHandle.current());
    var stack = new LocalStack(folder, parts, LocalEnvironment.of(options, ports, keys));
    Runtime.getRuntime().addShutdownHook(stack.closeAtExit);
    try {
      stack.startAll(plans, progress);
      if (options.webapps()) {
        new WebappLogins(http, Ports.local(ports.openSearch())).give(DemoPerson.all());
      }
      PrivateFile.write(folder.addressesFile(), stack.environment().addresses());
      PrivateFile.write(folder.environmentFile(), stack.environment().text());
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  /** One process, by name: elasticsearch, opensearch, zeebe, tasklist, operate or countersign. */
  public Part part(String name) {
    Part part = parts.get(name);
    if (part == null) {
      throw new IllegalArgumentException(name + " is not a part of this stack");
    }
    return part;
  }

  /** What {@code local.env} says: addresses, keys, logins and the process ids of this moment. */
  public LocalEnvironment environment() {
    return addresses.withProcesses(parts.values());
  }

  /** Waits until a part ends that nobody stopped, and says which. */
  StackFailure awaitDeath() {
    return anyDeath().join();
  }

  /** Stops every part in order. */
  @Override
  public void close() {
    stopParts();
    try {
      Runtime.getRuntime().removeShutdownHook(closeAtExit);
    } catch (IllegalStateException e) {
      // The virtual machine is ending already: the hook is what runs, or will find nothing to stop.
    }
  }

  /** Starts each part when those it comes after are ready; the first failure ends the wait. */
  private void startAll(List<PartPlan> plans, Consumer<String> progress) {
    long began = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var starts = new StartOrder(plans);
      var all =
          starts.run(
              plan -> {
                Part part = part(plan.name());
                if (stopping) {
                  throw new StackFailure("The stack was stopped while it was starting");
                }
                part.start();
                part.awaitReady();
                long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
                progress.accept("%-14s ready after %d s".formatted(plan.name(), seconds));
              },
              threads);
      var death = anyDeath().thenCompose(CompletableFuture::failedFuture);
      try {
        CompletableFuture.anyOf(all, death).join();
      } catch (CompletionException e) {
        threads.shutdownNow();
        throw e.getCause() instanceof StackFailure failure ? failure : e;
      }
    }
  }

  private CompletableFuture<StackFailure> anyDeath() {
    return CompletableFuture.anyOf(
            parts.values().stream().map(Part::died).toArray(CompletableFuture<?>[]::new))
        .thenApply(Part.class::cast)
        .thenApply(dead -> StackFailure.of(dead.name(), "has ended", dead.log()));
  }

  private synchronized void stopParts() {
    stopping = true;
    folder.removeEnvironmentFile();
    for (List<String> together : ENDING) {
      together.stream().filter(parts::containsKey).parallel().map(parts::get).forEach(Part::stop);
    }
    folder.processes().remove(ProcessRecords.SUPERVISOR);
  }
}
