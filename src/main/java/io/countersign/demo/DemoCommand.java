package io.countersign.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@code countersign demo}: the main job on real input, against a stack that is up. */
public final class DemoCommand {

  private static final Path REQUESTS = Path.of("docs/examples/refund-requests.json");
  private static final Duration MACHINE_PATIENCE = Duration.ofSeconds(60);
  private static final Duration PERSON_PATIENCE = Duration.ofHours(4);

  private final StackAddresses stack;
  private final boolean auto;
  private final SupportAgent agent;
  private final Map<String, TasklistReviewer> reviewers = new TreeMap<>();

  DemoCommand(StackAddresses stack, boolean auto) {
    this.stack = stack;
    this.auto = auto;
    this.agent = new SupportAgent(stack.get("COUNTERSIGN_URL"), stack.get("COUNTERSIGN_AGENT_KEY"));
  }

  /**
   * @param args {@code --auto} decides the reviews through a Tasklist login
   */
  public static void main(String[] args) {
    boolean auto = List.of(args).contains("--auto");
    System.exit(new DemoCommand(StackAddresses.ofEnvironment(), auto).run() ? 0 : 1);
  }

  /** Runs to the end; whether every action ended as the policy files say. */
  boolean run() {
    String run = Long.toString(Instant.now().getEpochSecond(), Character.MAX_RADIX);
    try (var receiver = CallbackReceiver.start(stack.get("COUNTERSIGN_CALLBACK_SECRET"))) {
      Map<RefundRequest, String> ids = new LinkedHashMap<>();
      for (RefundRequest request : RefundRequest.read(REQUESTS)) {
        JsonNode taken = agent.propose(request.keyOf(run), request.actionOf(run, receiver.url()));
        ids.put(request, taken.path("id").asText());
        awaitControl(taken.path("id").asText());
        System.out.printf("proposed  %s%n", request.action().get("summary"));
      }
      if (!auto) {
        System.out.printf(
            "%nDecide the open reviews in Tasklist: %s%nLogins: %s%n%n",
            stack.get("TASKLIST_URL"), stack.get("DEMO_LOGINS").replace(",", ", "));
      }
      ids.forEach(this::awaitDecision);
      return report(outcomes(ids, receiver));
    }
  }

  /** One after the other: what is still open counts against the agent's hourly limit. */
  private void awaitControl(String id) {
    Instant deadline = Instant.now().plus(MACHINE_PATIENCE);
    while (!agent.get("/v1/actions/" + id).hasNonNull("control")
        && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  private void awaitDecision(RefundRequest request, String id) {
    Instant deadline = Instant.now().plus(auto ? MACHINE_PATIENCE : PERSON_PATIENCE);
    while (!agent.decision(id, auto ? 1 : 30).has("verdict") && Instant.now().isBefore(deadline)) {
      if (auto && request.review() != null) {
        decide(id, request.review());
      }
    }
  }

  private void decide(String id, RefundRequest.Review review) {
    TasklistReviewer reviewer =
        reviewers.computeIfAbsent(
            review.by(),
            person ->
                TasklistReviewer.login(stack.get("TASKLIST_URL"), person, stack.password(person)));
    Optional<String> task = reviewer.taskOf(id);
    task.ifPresent(
        it -> {
          reviewer.decide(it, review.decision(), review.comment());
          System.out.printf("reviewed  %s: %s, %s%n", id, review.by(), review.decision());
        });
  }

  private List<DemoOutcome> outcomes(Map<RefundRequest, String> ids, CallbackReceiver receiver) {
    Instant deadline = Instant.now().plus(MACHINE_PATIENCE);
    while (!receiver.verified().keySet().containsAll(ids.values())
        && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    List<DemoOutcome> outcomes = new ArrayList<>();
    ids.forEach(
        (request, id) ->
            outcomes.add(
                new DemoOutcome(
                    request, agent.get("/v1/actions/" + id), receiver.verified().get(id))));
    return outcomes;
  }

  private boolean report(List<DemoOutcome> outcomes) {
    System.out.println();
    System.out.println(DemoReport.table(outcomes, auto));
    outcomes.stream()
        .filter(it -> it.request().review() != null)
        .findFirst()
        .ifPresent(
            it -> {
              System.out.printf("The history of \"%s\":%n", it.request().action().get("summary"));
              System.out.println(DemoReport.timeline(timeline(it)));
            });
    System.out.println(DemoReport.summary(outcomes));
    return outcomes.stream().allMatch(it -> it.isAsExpected(auto));
  }

  /** The history as an auditor reads it, once it tells of the delivered callback. */
  private JsonNode timeline(DemoOutcome outcome) {
    var auditor =
        new SupportAgent(stack.get("COUNTERSIGN_URL"), stack.get("COUNTERSIGN_ADMIN_KEY"));
    String path = "/v1/audit/actions/" + outcome.view().path("id").asText();
    Instant deadline = Instant.now().plus(MACHINE_PATIENCE);
    JsonNode timeline = auditor.get(path);
    while (!timeline.toString().contains("callback-delivered")
        && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      timeline = auditor.get(path);
    }
    return timeline;
  }
}
