package io.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.countersign.history.Actor;
import io.countersign.history.Entry;
import io.countersign.history.EntryKind;
import io.countersign.history.EntrySeverity;
import io.countersign.history.HistoryIndex;
import io.countersign.localstack.RunningStack;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.Provider.class)
class ElasticsearchActionHistoryIT {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final HistoryIndex index = new HistoryIndex("it-" + UUID.randomUUID());
  private final String url;
  private final ElasticsearchClient client;
  private final ActionHistory history;

  ElasticsearchActionHistoryIT(RunningStack stack) {
    url = stack.addresses().get("ELASTICSEARCH_URL");
    client = client(url);
    history = new ElasticsearchActionHistory(client, properties(url));
  }

  @BeforeEach
  void createIndices() throws IOException {
    create(index.entries(), "entries.json");
    create(index.actions(), "actions.json");
  }

  @AfterEach
  void deleteIndices() throws IOException {
    client.indices().delete(it -> it.index(index.entries(), index.actions()));
    client.close();
  }

  @Test
  void seesADocumentTheMomentItIsWritten() throws IOException {
    put(action("act_1", NOON));

    assertThat(history.find("act_1")).get().extracting(ActionDocument::state).isEqualTo("proposed");
    assertThat(history.find("act_2")).isEmpty();
  }

  @Test
  void readsTheEntriesOfAnInstanceTheMomentTheyAreWritten() throws IOException {
    put(entry(10, "20", EntryKind.VOTE_CAST));
    put(entry(9, "20", EntryKind.VOTE_CAST));
    put(entry(11, "20", EntryKind.SEAT_TAKEN));
    put(entry(12, "21", EntryKind.VOTE_CAST));

    assertThat(history.entriesOfInstance("act_1", "20", Set.of(EntryKind.VOTE_CAST)))
        .extracting(Entry::position)
        .containsExactly(9L, 10L);
  }

  @Test
  void readsATimelineThatIsLongerThanOneAnswer() throws IOException {
    client.bulk(
        bulk -> {
          IntStream.rangeClosed(1, 10_001)
              .mapToObj(position -> entry(position, "20", EntryKind.CALLBACK_FAILED))
              .forEach(
                  it ->
                      bulk.operations(
                          op -> op.index(i -> i.index(index.entries()).id(it.id()).document(it))));
          return bulk;
        });
    client.indices().refresh(it -> it.index(index.entries()));

    assertThat(history.entries("act_1")).hasSize(10_001);
  }

  @Test
  void turnsPagesInOrderWhileActionsOfTheSameTimeStayApart() throws IOException {
    for (int i = 0; i < 5; i++) {
      put(action("act_" + i, i < 3 ? NOON : NOON.plusSeconds(i)));
    }
    refreshActions();

    List<String> seen = new ArrayList<>();
    Map<String, String> parameters = new HashMap<>(Map.of("limit", "2"));
    while (true) {
      AuditPage page = history.search(AuditQuery.of(parameters));
      page.items().forEach(it -> seen.add(it.actionId()));
      if (page.cursor() == null) {
        break;
      }
      parameters.put("cursor", page.cursor());
    }

    assertThat(seen).containsExactly("act_4", "act_3", "act_0", "act_1", "act_2");
  }

  @Test
  void findsWordsWhereverTheyStandAndBreaksOnNone() throws IOException {
    Map<String, Object> action = action("act_1", NOON);
    action.put("comment", "Photo checked.");
    action.put("findings", List.of(Map.of("policy", "P-107", "sentence", "It repeats a refund.")));
    put(action);
    refreshActions();

    for (String words : List.of("photo", "repeats refund", "P-107", "1042", "Damaged")) {
      assertThat(found(Map.of("q", words))).as(words).containsExactly("act_1");
    }
    for (String words : List.of("absent", "\"(AND {*:* OR \\", "/.*/", "comment:photo~")) {
      assertThat(found(Map.of("q", words))).as(words).isEmpty();
    }
  }

  @Test
  void keepsToEveryFilter() throws IOException {
    put(action("act_1", NOON));
    refreshActions();

    assertThat(found(Map.of("businessObject", "order/1042", "from", "2026-03-02"))).hasSize(1);
    assertThat(found(Map.of("businessObject", "order/1043"))).isEmpty();
    assertThat(found(Map.of("to", "2026-03-02T12:00:00Z"))).isEmpty();
  }

  @Test
  void listsWhatWasProposedSinceIncludingTheLatest() throws IOException {
    put(action("act_old", NOON.minusSeconds(60)));
    put(action("act_2", NOON.plusSeconds(2)));
    put(action("act_1", NOON));

    assertThat(history.proposedSince(NOON))
        .extracting(ActionDocument::actionId)
        .containsExactly("act_1", "act_2");
  }

  @Test
  void holdsNothingWhileTheIndicesAreNotThere() {
    var empty = new ElasticsearchActionHistory(client, properties(url, "none"));

    assertThat(empty.find("act_1")).isEmpty();
    assertThat(empty.entries("act_1")).isEmpty();
    assertThat(empty.proposedSince(NOON)).isEmpty();
    assertThat(empty.search(AuditQuery.of(Map.of())).items()).isEmpty();
  }

  @Test
  void saysThatItCannotBeReadWhenElasticsearchIsAway() {
    String nobody = "http://localhost:1";
    var away = new ElasticsearchActionHistory(client(nobody), properties(nobody));

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> away.find("act_1"))
        .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.HISTORY_UNAVAILABLE));
  }

  private List<String> found(Map<String, String> parameters) {
    return history.search(AuditQuery.of(parameters)).items().stream()
        .map(ActionDocument::actionId)
        .toList();
  }

  private void put(Map<String, Object> action) throws IOException {
    String id = action.get("actionId").toString();
    client.index(it -> it.index(index.actions()).id(id).document(action));
  }

  private void put(Entry entry) throws IOException {
    client.index(it -> it.index(index.entries()).id(entry.id()).document(entry));
  }

  private void refreshActions() throws IOException {
    client.indices().refresh(it -> it.index(index.actions()));
  }

  private static Map<String, Object> action(String id, Instant proposedAt) {
    return new HashMap<>(
        Map.of(
            "actionId", id,
            "agent", "support-agent",
            "type", "refund.issue",
            "summary", "Damaged jacket",
            "businessObject", "order/1042",
            "businessObjectId", "1042",
            "digest", "sha256:1",
            "requestDigest", "sha256:2",
            "proposedAt", proposedAt.toString()));
  }

  private static Entry entry(long position, String instance, EntryKind kind) {
    return new Entry(
        1,
        1,
        position,
        position,
        NOON,
        "act_1",
        kind,
        EntrySeverity.INFO,
        Actor.person("anna"),
        "Something happened.",
        "Task_ReviewAction",
        instance,
        Map.of(),
        Map.of("person", "anna"));
  }

  private void create(String name, String resource) throws IOException {
    try (InputStream mappings = HistoryIndex.class.getResourceAsStream(resource)) {
      client.indices().create(it -> it.index(name).mappings(m -> m.withJson(mappings)));
    }
  }

  private AuditProperties properties(String url) {
    return properties(url, index.prefix());
  }

  private static AuditProperties properties(String url, String prefix) {
    return new AuditProperties(URI.create(url), prefix, null, null, Duration.ofSeconds(10));
  }

  private ElasticsearchClient client(String url) {
    var configuration = new ElasticsearchConfiguration();
    var mapper =
        new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    return configuration.elasticsearchClient(
        configuration.elasticsearchRestClient(properties(url)), mapper);
  }
}
