package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.client.Action;
import io.countersign.client.Countersign;
import io.countersign.client.DevelopersPage;
import io.countersign.client.DevelopersPage.Snippet;
import io.countersign.client.Outcome;
import io.countersign.client.Snippets;
import io.countersign.client.Snippets.Run;
import io.countersign.localstack.RunningStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the page for agent developers says works as it stands there, and the client as it says. */
@ExtendWith(RunningStack.Provider.class)
class AgentDevelopersIT {

  private static final DevelopersPage PAGE = DevelopersPage.read();
  private static final Set<String> ONE_ACTION =
      Set.of("Ask first", "Propose", "Wait", "Redeem, then execute");

  @TempDir private Path folder;
  private final RunningStack stack;
  private final Desk desk;
  private final Countersign client;

  AgentDevelopersIT(RunningStack stack) {
    this.stack = stack;
    this.desk = new Desk(stack);
    this.client = Countersign.at(stack.addresses().get("COUNTERSIGN_URL"), desk.agentKey());
  }

  @Test
  void theJavaSnippetExecutesOnceHoweverOftenItIsRun() {
    String agent = onItsOwnOrder(PAGE.code("Java, in five lines", "java", "govern"));

    Run first = snippets().java("RefundAgent", Map.of("RefundAgent.java", agent));
    assertThat(first.output()).startsWith("Executed[").contains("payment-77", "reported=true");
    Run again = snippets().java("RefundAgent", Map.of("RefundAgent.java", agent));
    assertThat(again.output()).startsWith("AlreadyRedeemed[");
    assertReported(idIn(first));
  }

  @Test
  void theCurlSnippetsLeadFromThePreviewToTheOutcome() {
    String script =
        PAGE.snippets().stream()
            .filter(it -> it.language().equals("sh") && ONE_ACTION.contains(it.heading()))
            .map(Snippet::code)
            .collect(Collectors.joining("\n"));

    Run run = snippets().bash(onItsOwnOrder(script) + "\necho; echo $ID\n");

    assertThat(run.exit()).describedAs(run.output()).isZero();
    assertReported(run.output().lines().toList().getLast());
  }

  @Test
  void theJavaScriptSnippetExecutes() {
    Run run = snippets().node(onItsOwnOrder(inHeading("js")));

    assertThat(run.output()).startsWith("executed act_");
    assertReported(idIn(run));
  }

  @Test
  void thePythonSnippetExecutes() {
    Run run = snippets().python(onItsOwnOrder(inHeading("python")));

    assertThat(run.output()).startsWith("executed act_");
    assertReported(idIn(run));
  }

  @Test
  void theAnswerReachesTheReviewer() {
    String id = desk.inReview(refund(240));
    desk.ballot("anna", id, "clarify", "Which photo?");
    Desk.await(() -> desk.read(id).body().has("question"));

    Run run = snippets().with("ID", id).bash(PAGE.code("Answer a question", "sh", ""));

    assertThat(run.exit()).describedAs(run.output()).isZero();
    desk.awaitEntry(id, "clarification-answered");
  }

  @Test
  void theWithdrawalTakesTheActionBack() {
    String id = desk.inReview(refund(240));

    Run run = snippets().with("ID", id).bash(PAGE.code("Withdraw", "sh", ""));

    assertThat(run.exit()).describedAs(run.output()).isZero();
    assertThat(desk.awaitDecision(id).text("/verdict")).isEqualTo("withdrawn");
  }

  @Test
  void theClientWaitsForPeopleAndExecutesWhatTheyApprove() {
    String key = Desk.unique();
    Action action = action(240);
    AtomicInteger runs = new AtomicInteger();

    Outcome early = client.govern(action, key, Duration.ZERO, () -> "" + runs.incrementAndGet());
    assertThat(early).isInstanceOf(Outcome.StillPending.class);
    desk.ballot("anna", early.actionId(), "approve", "Photo checked.");
    Outcome late =
        client.govern(action, key, Duration.ofMinutes(2), () -> "" + runs.incrementAndGet());

    assertThat(late).isEqualTo(new Outcome.Executed(early.actionId(), "1", true));
    assertThat(runs).hasValue(1);
  }

  @Test
  void theClientDoesNotExecuteWhatIsRejected() {
    AtomicInteger runs = new AtomicInteger();

    Outcome outcome =
        client.govern(
            action(9500), Desk.unique(), Duration.ofMinutes(2), () -> "" + runs.incrementAndGet());

    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(runs).hasValue(0);
  }

  @Test
  void theClientDoesNotExecuteOtherArgumentsUnderTheSameKey() {
    String key = Desk.unique();
    AtomicInteger runs = new AtomicInteger();
    client.govern(action(240), key, Duration.ZERO, () -> "" + runs.incrementAndGet());

    Outcome other =
        client.govern(action(24), key, Duration.ofMinutes(2), () -> "" + runs.incrementAndGet());

    assertThat(other)
        .matches(
            it ->
                it instanceof Outcome.NotPermitted refused
                    && refused.code().equals("IDEMPOTENCY_KEY_REUSED"));
    assertThat(runs).hasValue(0);
  }

  @Test
  void theClientComputesTheDigestOfTheDesk() {
    Action action =
        action(24)
            .argument("lines", List.of(Map.of("\u20ac", 1.5e-7, "a\n", true), "\ud83d\ude00"));

    Outcome outcome = client.govern(action, Desk.unique(), Duration.ofMinutes(2), () -> null);

    assertThat(outcome).isInstanceOf(Outcome.Executed.class);
  }

  private void assertReported(String id) {
    Desk.await(() -> desk.timeline(id).text("/action/outcome").equals("executed"));
    desk.awaitEntry(id, "outcome-reported");
    assertThat(desk.timeline(id).text("/action/releaseState")).isEqualTo("redeemed");
    assertThat(desk.entriesOf(id))
        .filteredOn(it -> it.path("kind").asText().equals("outcome-reported"))
        .extracting(it -> it.path("severity").asText())
        .containsExactly("info");
  }

  private static Action action(int amount) {
    return Action.of("refund.issue", "Refund " + amount)
        .about("order", Desk.unique())
        .argument("amount", amount)
        .argument("currency", "EUR")
        .target("payments.refund", "production")
        .observed("orderTotal", 100_000)
        .requestedBy("customer-7");
  }

  private static String inHeading(String language) {
    return PAGE.code("The same in JavaScript and Python", language, "");
  }

  /** Refunds of one order are added up, so each snippet gets an order that no other test has. */
  private static String onItsOwnOrder(String snippet) {
    int order = ThreadLocalRandom.current().nextInt(1_000_000, 1_000_000_000);
    return snippet.replace("1042", Integer.toString(order));
  }

  private static String idIn(Run run) {
    return run.output().replaceAll("(?s).*(act_[0-9a-f]{32}).*", "$1");
  }

  private Snippets snippets() {
    return new Snippets(
        folder,
        Map.of(
            "COUNTERSIGN_URL", stack.addresses().get("COUNTERSIGN_URL"),
            "COUNTERSIGN_AGENT_KEY", desk.agentKey()));
  }
}
