package io.countersign.governance;

import static io.countersign.governance.Desk.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.countersign.localstack.RunningStack;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.Provider.class)
class TasklistPageIT {

  private final RunningStack stack;
  private final Desk desk;

  TasklistPageIT(RunningStack stack) {
    this.stack = stack;
    this.desk = new Desk(stack);
  }

  @BeforeAll
  static void needsABrowser() {
    assumeTrue(
        TasklistPage.canBeOpened(),
        "No chromium and chromedriver are installed: the page tests are skipped.");
  }

  @Test
  void showsWhatAReviewerNeedsAndTakesTheApproval() {
    String id = desk.inReview(refund(240));

    try (TasklistPage page = annaAt(id)) {
      page.screenshot(Path.of("target/tasklist-page.png"));
      assertThat(page.text())
          .contains(TasklistPage.sections())
          .contains("Support agent (support-agent), answered for by ben")
          .contains("payments.refund in production")
          .contains("240", "EUR", "damaged")
          .contains("photo shows damage")
          .contains("sha256:");
      page.assignToMe();
      page.choose("Approve");
      page.comment("Photo checked.");
      page.complete();

      var decided = desk.awaitDecision(id);
      assertThat(decided.text("/verdict")).isEqualTo("approved");
      assertThat(decided.text("/by/0")).isEqualTo("anna");
      assertThat(decided.text("/comment")).isEqualTo("Photo checked.");
    }
  }

  @Test
  void doesNotTakeARejectionThatSaysNothing() {
    String id = desk.inReview(refund(240));

    try (TasklistPage page = annaAt(id)) {
      page.assignToMe();
      page.choose("Reject");
      page.complete();

      page.awaitText("Field is required");
      assertThat(desk.entries(id, "vote-cast")).isZero();
    }
  }

  @Test
  void showsTheVotesSoFarAndTheReminder() {
    String id = desk.inReview("payment.release", "\"amount\": 900, \"currency\": \"EUR\"");
    desk.ballot("frida", id, "approve", "The invoice is right.");
    Desk.await(() -> desk.reviewsOf("frida", id).isEmpty());

    try (TasklistPage page = at(id, "felix")) {
      page.awaitText("approve: The invoice is right.");
      assertThat(page.text()).contains("Votes of this stage so far", "frida", "No change of its");
    }
  }

  private TasklistPage annaAt(String actionId) {
    return at(actionId, "anna");
  }

  private TasklistPage at(String actionId, String person) {
    var reviewer = desk.login(person);
    Desk.await(() -> reviewer.taskOf(actionId).isPresent());
    TasklistPage page =
        TasklistPage.open(
            stack.addresses().get("TASKLIST_URL"), person, stack.addresses().password(person));
    page.openTask(reviewer.taskOf(actionId).orElseThrow());
    return page;
  }
}
