package io.countersign.exporter;

import static io.camunda.zeebe.protocol.record.intent.JobIntent.COMPLETED;
import static io.camunda.zeebe.protocol.record.intent.JobIntent.CREATED;
import static io.camunda.zeebe.protocol.record.intent.JobIntent.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.countersign.exporter.FakeBroker.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Wherever the broker crashes and however far back it starts, the history comes out the same. */
class ReplayTest {

  private static final String BPMN =
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
        <process id="stage-review">
          <serviceTask id="Task_CountVotes" name="Count votes" />
          <boundaryEvent id="BoundaryEvent_ReviewOverdue" name="Review overdue" />
        </process>
      </definitions>
      """;
  private static final List<Record<?>> LOG = log();

  @Property(tries = 60)
  void givesTheSameDocumentsAndNumbers(
      @ForAll @IntRange(min = 1, max = 7) int bulkSize,
      @ForAll @IntRange(min = 0, max = 32) int crashAt,
      @ForAll @IntRange(min = 0, max = 38) int snapshot,
      @ForAll @Size(33) List<Boolean> ticks)
      throws IOException {
    try (var straight = new FakeElasticsearch();
        var crashed = new FakeElasticsearch()) {
      var calm = new FakeBroker(straight.url(), 500);
      calm.export(LOG);
      calm.tick();

      var broker = new FakeBroker(crashed.url(), bulkSize);
      List<Snapshot> snapshots = new ArrayList<>(List.of(broker.confirmed()));
      for (int i = 0; i < crashAt; i++) {
        broker.export(List.of(LOG.get(i)));
        if (ticks.get(i)) {
          broker.tick();
        }
        snapshots.add(broker.confirmed());
      }
      Snapshot restart = snapshots.get(Math.min(snapshot, snapshots.size() - 1));
      broker.crashBackTo(restart);
      broker.export(LOG.stream().filter(it -> it.getPosition() > restart.position()).toList());
      broker.tick();

      assertThat(state(crashed)).isEqualTo(state(straight));
      assertThat(broker.confirmed().metadata()).isEqualTo(calm.confirmed().metadata());
    }
  }

  private static Map<String, Map<String, ObjectNode>> state(FakeElasticsearch elasticsearch) {
    return Map.of(
        "entries", elasticsearch.index("countersign-entries"),
        "actions", elasticsearch.index("countersign-actions"),
        "quarantine", elasticsearch.index("countersign-quarantine"));
  }

  private static List<Record<?>> log() {
    var log = new GovernanceLog().process(GovernanceLog.MODEL, BPMN);
    for (long root = 10; root <= 30; root += 20) {
      String action = "act_" + root;
      log.proposed(action, root)
          .incident(IncidentIntent.CREATED, root)
          .timer(root, "BoundaryEvent_ReviewOverdue")
          .modified(root, "Task_CountVotes")
          .job(COMPLETED, "check-policy", root, Map.of("policy", Map.of("version", "v")))
          .reviewStarted(root + 1, root)
          .vote(root + 1, "anna", Map.of("decision", "approve", "comment", "Checked."))
          .variableSet(root + 1, root + 2, "ballots")
          .job(CREATED, "count-votes", root + 1, Map.of())
          .job(COMPLETED, "count-votes", root + 1, Map.of("verdict", Map.of("reached", true)))
          .reviewEnded(root + 1, root)
          .job(CREATED, "announce-decision", root, Map.of())
          .job(FAILED, "deliver-callback", root, Map.of())
          .message(
              "administration-done",
              action,
              Map.of(
                  "administration",
                  Map.of(
                      "act", "hold-set", "by", "audrey", "details", Map.of("reason", "Case 12"))))
          .ended(root);
    }
    return log.records();
  }
}
