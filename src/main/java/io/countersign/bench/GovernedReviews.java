package io.countersign.bench;

import io.countersign.demo.CallbackReceiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Payments that two of three people of finance approve, from the proposal to the callback. */
final class GovernedReviews {

  private static final int SEATS = 3;
  private static final List<String> VOTERS = List.of("frida", "felix");

  private final DeskClient desk;
  private final CallbackReceiver receiver;
  private final ConcurrentLinkedQueue<Long> lastVoteToCallback = new ConcurrentLinkedQueue<>();

  GovernedReviews(DeskClient desk, CallbackReceiver receiver) {
    this.desk = desk;
    this.receiver = receiver;
  }

  /** One review from the proposal to the callback; remembers the time since the last vote. */
  Void run() throws InterruptedException {
    String id = propose();
    List<String> seats = seats(id);
    long lastVote = 0;
    for (int n = 0; n < VOTERS.size(); n++) {
      lastVote = System.nanoTime();
      if (!desk.vote(VOTERS.get(n), id + "." + seats.get(n), "approve")) {
        throw new IllegalStateException("The vote of " + VOTERS.get(n) + " was not taken");
      }
    }
    while (!receiver.hasVerified(id)) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    lastVoteToCallback.add(System.nanoTime() - lastVote);
    return null;
  }

  /** Opens one review and leaves it open. */
  Void open() throws InterruptedException {
    seats(propose());
    return null;
  }

  /** The times from the last vote to the callback since it was asked last. */
  Load lastVoteToCallback() {
    long[] nanos = lastVoteToCallback.stream().mapToLong(it -> it).sorted().toArray();
    lastVoteToCallback.clear();
    return new Load(nanos, 0);
  }

  private String propose() {
    String order = UUID.randomUUID().toString();
    return desk.propose(
            order,
            Map.of(
                "type", "payment.release",
                "summary", "Release the payment of invoice " + order,
                "businessObject", Map.of("type", "invoice", "id", order),
                "arguments", Map.of("amount", 10, "currency", "EUR"),
                "target", Map.of("tool", "payments.release", "environment", "production"),
                "callbackUrl", receiver.url()),
            0)
        .path("id")
        .asText();
  }

  private List<String> seats(String id) throws InterruptedException {
    List<String> seats = new ArrayList<>();
    while (seats.size() < SEATS) {
      TimeUnit.MILLISECONDS.sleep(20);
      seats.clear();
      desk.find("/v1/audit/actions/" + id)
          .ifPresent(it -> it.at("/action/seats").fieldNames().forEachRemaining(seats::add));
    }
    return seats;
  }
}
