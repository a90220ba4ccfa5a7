package io.countersign.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.demo.CallbackReceiver;
import io.countersign.demo.StackAddresses;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

/** {@code countersign bench}: how fast governed actions are, beside a bare process. */
public final class BenchCommand {

  private static final int ROUNDS = 3;
  private static final List<String> PARTS =
      List.of("actions", "redemptions", "callbacks", "reviews");
  private static final int OPEN_AT_ONCE = 500;

  private BenchCommand() {}

  /**
   * Runs against the stack that is up and prints; the load comes first, so that all is warm.
   *
   * @param args the parts to run: actions, redemptions, callbacks, reviews; all of these without
   *     any; {@code search} too, which loads a million documents first, and {@code cost}, which
   *     leaves gaps in the history of a stack that may be thrown away
   */
  public static void main(String[] args) throws Exception {
    var stack = StackAddresses.ofEnvironment();
    try (var bare = new BareProcess(stack.get("ZEEBE_GRPC_URL"));
        var desk = new DeskClient(stack);
        var receiver = CallbackReceiver.start(stack.get("COUNTERSIGN_CALLBACK_SECRET"))) {
      var governed = new GovernedActions(desk);
      List<String> parts = args.length == 0 ? PARTS : List.of(args);
      if (parts.contains("search")) {
        search(stack.get("ELASTICSEARCH_URL"));
      }
      if (parts.contains("actions")) {
        actions(bare, governed);
      }
      if (parts.contains("redemptions")) {
        redemptions(desk, governed);
      }
      if (parts.contains("callbacks")) {
        callbacks(desk, governed);
      }
      if (parts.contains("reviews")) {
        reviews(new GovernedReviews(desk, receiver));
      }
      if (parts.contains("cost")) {
        cost(
            new ExporterCost(new ExporterSwitch(stack.get("ZEEBE_MANAGEMENT_URL"))),
            bare,
            governed);
      }
      System.out.println("application: " + desk.memory());
    }
  }

  private static void actions(BareProcess bare, GovernedActions governed) {
    var loaded = compared("16 at once", 2000, 16, bare::run, governed::run);
    var alone = compared("one at a time", 400, 1, bare::run, governed::run);
    System.out.printf(
        "ratio, one at a time: median %.2f times bare (aim: at most 2)%n", alone.medianRatio());
    System.out.printf(
        "ratio, 16 at once: throughput %.2f of bare (aim: at least 0.45)%n",
        loaded.throughputRatio());
    System.out.println(
        "audit, proposed to found by search: " + Load.of(200, 1, governed::runUntilSearchable));
  }

  private static void search(String url) throws Exception {
    try (var million = MillionActions.stored(url);
        var searches = new AuditSearches(url, million.prefix())) {
      Load.of(200, 1, searches::run);
      Load alone = Load.of(500, 1, searches::run);
      System.out.printf(
          "audit search over %,d actions, one at a time: %s, p95 %.0f ms (aim: under 300)%n",
          MillionActions.COUNT, alone, alone.millis(.95));
      Load four = Load.of(500, 4, searches::run);
      System.out.printf(
          "audit search over %,d actions, four at once: %s, p95 %.0f ms%n",
          MillionActions.COUNT, four, four.millis(.95));
    }
  }

  private static void cost(ExporterCost cost, BareProcess bare, GovernedActions governed)
      throws Exception {
    // The first policy check after a start waits until the history has what was before it.
    Load.of(500, 16, governed::run);
    System.out.printf(
        "exporter, throughput that it costs, bare processes: %.1f %% (aim: at most 10)%n",
        100 * cost.of(3000, bare::run));
    System.out.printf(
        "exporter, throughput that it costs, governed actions: %.1f %% (aim: at most 10)%n",
        100 * cost.of(1500, governed::run));
  }

  private static void redemptions(DeskClient desk, GovernedActions governed) {
    Queue<JsonNode> approved = new ConcurrentLinkedQueue<>();
    Load.of(500, 8, () -> approved.add(governed.decided()));
    System.out.println(
        "redemptions, 8 at once: " + Load.of(500, 8, () -> desk.redeem(approved.remove())));
  }

  private static void callbacks(DeskClient desk, GovernedActions governed) throws Exception {
    try (var callbacks = new GovernedCallbacks(desk, governed)) {
      callbacks.deliver(200, 8);
      var alone = callbacks.deliver(200, 1);
      System.out.printf(
          "callbacks, one at a time, verdict to first byte: p50 %.0f ms, p99 %.0f ms (aim: p99 under"
              + " 500)%n",
          alone.verdictToFirstByte(.5), alone.verdictToFirstByte(.99));
      var healthy = callbacks.deliver(1000, 16);
      System.out.println("callbacks, 1,000 to ten endpoints: " + healthy);
      callbacks.killOne();
      var oneDead = callbacks.deliver(1000, 16);
      System.out.println("callbacks, 1,000 to ten endpoints, one of them dead: " + oneDead);
      System.out.printf(
          "callbacks, the nine beside the dead one: %.2f times the time, %.2f times the p99 (aim: at"
              + " most 1.10)%n",
          oneDead.seconds() / healthy.seconds(),
          oneDead.verdictToFirstByte(.99) / healthy.verdictToFirstByte(.99));
    }
  }

  private static void reviews(GovernedReviews reviews) {
    Load.of(20, 4, reviews::run);
    reviews.lastVoteToCallback();
    printReviews("few open", Load.of(100, 4, reviews::run), reviews.lastVoteToCallback());
    Load.of(OPEN_AT_ONCE, 8, reviews::open);
    printReviews(
        OPEN_AT_ONCE + " open", Load.of(100, 4, reviews::run), reviews.lastVoteToCallback());
  }

  private static void printReviews(String name, Load whole, Load lastVoteToCallback) {
    System.out.printf("review by 2 of 3, %s: %s%n", name, whole);
    System.out.printf(
        "review by 2 of 3, %s, last vote to callback: p50 %.0f ms, p95 %.0f ms (aim: under 1,500)%n",
        name, lastVoteToCallback.millis(.5), lastVoteToCallback.millis(.95));
  }

  private record Comparison(Load bare, Load governed) {

    double medianRatio() {
      return governed.millis(.5) / bare.millis(.5);
    }

    double throughputRatio() {
      return governed.perSecond() / bare.perSecond();
    }
  }

  /** The last of some rounds, bare and governed in turn, so that both are warm. */
  private static Comparison compared(
      String name, int calls, int atOnce, Callable<?> bare, Callable<?> governed) {
    Comparison last = new Comparison(Load.of(1, 1, bare), Load.of(1, 1, governed));
    for (int round = 1; round <= ROUNDS; round++) {
      last = new Comparison(Load.of(calls, atOnce, bare), Load.of(calls, atOnce, governed));
      System.out.printf("%s, round %d, bare:     %s%n", name, round, last.bare());
      System.out.printf("%s, round %d, governed: %s%n", name, round, last.governed());
    }
    return last;
  }
}
