package io.countersign.audit;

import static io.countersign.audit.StoredHistory.NOON;
import static io.countersign.audit.StoredHistory.action;
import static io.countersign.audit.StoredHistory.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import io.countersign.history.Entry;
import io.countersign.history.EntryKind;
import io.countersign.history.HistoryIndex;
import io.countersign.localstack.RunningStack;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.Provider.class)
class ElasticsearchActionHistoryIT {

  private final StoredHistory stored;
  private final ActionHistory history;

  ElasticsearchActionHistoryIT(RunningStack stack) {
    stored = new StoredHistory(stack);
    history = history(stored.client(), stored.index());
  }

  @AfterEach
  void deleteIndices() {
    stored.close();
  }

  @Test
  void seesADocumentTheMomentItIsWritten() {
    stored.write(List.of(action("act_1", NOON)));

    assertThat(history.find("act_1")).get().extracting(ActionDocument::state).isEqualTo("proposed");
    assertThat(history.find("act_2")).isEmpty();
  }

  @Test
  void readsTheEntriesOfAnInstanceTheMomentTheyAreWritten() {
    stored.write(
        List.of(
            entryOf(10, "20", EntryKind.VOTE_CAST),
            entryOf(9, "20", EntryKind.VOTE_CAST),
            entryOf(11, "20", EntryKind.SEAT_TAKEN),
            entryOf(12, "21", EntryKind.VOTE_CAST)));

    assertThat(history.entriesOfInstance("act_1", "20", Set.of(EntryKind.VOTE_CAST)))
        .extracting(Entry::position)
        .containsExactly(9L, 10L);
  }

  @Test
  void readsATimelineTheMomentItIsWritten() {
    stored.write(List.of(action("act_1", NOON), entry(1, "act_1", EntryKind.ACTION_PROPOSED)));

    assertThat(history.entries("act_1")).hasSize(1);
  }

  @Test
  void readsATimelineThatIsLongerThanOneAnswer() {
    stored.putAll(
        LongStream.rangeClosed(1, 10_001)
            .mapToObj(position -> entry(position, "act_1", EntryKind.CALLBACK_FAILED))
            .toList());

    assertThat(history.entries("act_1")).hasSize(10_001);
  }

  @Test
  void listsWhatWasProposedSinceIncludingTheLatest() {
    stored.write(
        List.of(
            action("act_old", NOON.minusSeconds(60)),
            action("act_2", NOON.plusSeconds(2)),
            action("act_1", NOON)));

    assertThat(history.proposedSince(NOON))
        .extracting(ActionDocument::actionId)
        .containsExactly("act_1", "act_2");
  }

  @Test
  void holdsNothingWhileTheIndicesAreNotThere() {
    var empty = history(stored.client(), new HistoryIndex("none"));

    assertThat(empty.find("act_1")).isEmpty();
    assertThat(empty.entries("act_1")).isEmpty();
    assertThat(empty.proposedSince(NOON)).isEmpty();
    assertThat(empty.search(AuditQuery.of(Map.of())).items()).isEmpty();
  }

  @Test
  void saysThatItCannotBeReadWhenElasticsearchIsAway() {
    var away = history(StoredHistory.client("http://localhost:1"), stored.index());

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> away.find("act_1"))
        .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.HISTORY_UNAVAILABLE));
  }

  private static ActionHistory history(ElasticsearchClient client, HistoryIndex index) {
    return new ElasticsearchActionHistory(client, index, Clock.systemUTC());
  }

  private static Map<String, Object> entryOf(long position, String instance, EntryKind kind) {
    Map<String, Object> entry = entry(position, "act_1", kind);
    entry.put("processInstanceKey", instance);
    return entry;
  }
}
