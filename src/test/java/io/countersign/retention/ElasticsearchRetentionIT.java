package io.countersign.retention;

import static io.countersign.audit.StoredHistory.NOON;
import static io.countersign.audit.StoredHistory.action;
import static io.countersign.audit.StoredHistory.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.countersign.audit.StoredHistory;
import io.countersign.history.EntryKind;
import io.countersign.localstack.RunningStack;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.Provider.class)
class ElasticsearchRetentionIT {

  private static final Instant LIMIT = NOON.plus(Duration.ofDays(1));
  private static final Instant NOW = LIMIT.plus(Duration.ofDays(200));

  private final StoredHistory stored;
  private final ElasticsearchDeletions deletions;
  private final ElasticsearchRetentionTrace trace;
  private final ElasticsearchHolds holds;
  private final Retention retention;

  ElasticsearchRetentionIT(RunningStack stack) {
    stored = new StoredHistory(stack);
    deletions = new ElasticsearchDeletions(stored.client(), stored.index());
    trace = new ElasticsearchRetentionTrace(stored.client(), stored.index());
    holds = new ElasticsearchHolds(stored.client(), stored.index(), trace);
    retention =
        new Retention(
            new RetentionProperties(Duration.ofDays(200)),
            deletions,
            trace,
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @BeforeEach
  void storeOldActions() throws IOException {
    trace.create();
    stored.put(
        action("act_old", NOON, "closedAt", NOON.toString()),
        action("act_held", NOON, "closedAt", NOON.toString()),
        action("act_open", NOON),
        action("act_new", NOON, "closedAt", LIMIT.toString()));
    long number = 1;
    for (String id : List.of("act_old", "act_held", "act_old", "act_old", "act_open", "act_new")) {
      stored.put(entry(number++, id, EntryKind.VOTE_CAST));
    }
  }

  @AfterEach
  void deleteIndices() {
    stored.close();
  }

  @Test
  void deletesWhatIsOldWithItsEntriesAndNeitherHeldNorOpenNorNewActions() throws IOException {
    hold("act_held");

    retention.look();

    assertThat(left("act_old")).isEqualTo("0+0");
    assertThat(left("act_held")).isEqualTo("1+1");
    assertThat(left("act_open")).isEqualTo("1+1");
    assertThat(left("act_new")).isEqualTo("1+1");
  }

  @Test
  void deletesAHeldActionOnlyAfterTheHoldWasLifted() throws IOException {
    hold("act_held");
    retention.look();
    holds.lift(new Hold("act_held", "carla", "", NOON));

    retention.look();

    assertThat(left("act_held")).isEqualTo("0+0");
    assertThat(kinds())
        .containsExactlyInAnyOrder("hold-set", "hold-lifted", "deletion", "deletion");
  }

  @Test
  void leavesATraceOfWhatWentAndOfTheGaps() throws IOException {
    hold("act_held");

    retention.look();

    stored.refresh();
    var deletion =
        trace.latest(10).stream()
            .filter(it -> it.path("kind").asText().equals("deletion"))
            .findFirst()
            .orElseThrow();
    assertThat(deletion.path("state").asText()).isEqualTo("done");
    assertThat(deletion.path("entries").asInt()).isEqualTo(3);
    assertThat(deletion.path("actions").findValuesAsText("actionId")).containsExactly("act_old");
    assertThat(deletion.at("/actions/0/gaps").toString())
        .isEqualTo(
            "[{\"log\":1,\"partition\":1,\"first\":1,\"last\":1},"
                + "{\"log\":1,\"partition\":1,\"first\":3,\"last\":4}]");
  }

  @Test
  void sparesAnActionThatIsHeldAfterItsDeletionWasPlanned() throws IOException {
    Deletion plan = deletions.plan(LIMIT, NOW).orElseThrow();
    hold("act_held");

    Deletion done = deletions.carryOut(plan);

    assertThat(done.actions()).extracting(Deletion.Doomed::actionId).containsExactly("act_old");
    assertThat(left("act_held")).isEqualTo("1+1");
  }

  @Test
  void finishesWhatAnInterruptedRunBegan() throws IOException {
    Deletion plan = deletions.plan(LIMIT, NOW).orElseThrow();
    stored.client().delete(it -> it.index(stored.index().actions()).id("act_old"));
    stored.refresh();

    retention.look();

    assertThat(plan.actions()).hasSize(2);
    assertThat(left("act_old")).isEqualTo("0+0");
    stored.refresh();
    assertThat(deletions.unfinished()).isEmpty();
  }

  @Test
  void holdsNothingThatIsNotThere() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> hold("act_none"))
        .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.ACTION_NOT_FOUND));
  }

  private void hold(String id) throws IOException {
    holds.set(new Hold(id, "carla", "Lawsuit", NOON));
    stored.refresh();
  }

  /** How many documents and entries an action has. */
  private String left(String id) throws IOException {
    stored.refresh();
    return count(stored.index().actions(), id) + "+" + count(stored.index().entries(), id);
  }

  private long count(String index, String id) throws IOException {
    return stored
        .client()
        .count(it -> it.index(index).query(q -> q.term(t -> t.field("actionId").value(id))))
        .count();
  }

  private List<String> kinds() {
    stored.refresh();
    return trace.latest(10).stream().map(it -> it.path("kind").asText()).toList();
  }
}
