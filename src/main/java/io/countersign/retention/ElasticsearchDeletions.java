package io.countersign.retention;

import static io.countersign.audit.ElasticsearchCall.read;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.audit.ElasticsearchScan;
import io.countersign.history.HistoryIndex;
import io.countersign.retention.Deletion.Doomed;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Deletes actions by age, a few at a time: first the plan is written, then the actions go, each
 * only if it is as it was when it was found, then their entries. A hold that is set in between
 * changes the action, so it stays.
 */
@Component
class ElasticsearchDeletions {

  private static final List<String> LOG_ORDER = List.of("at", "partition", "position");
  private static final int AT_ONCE = 100;
  private static final int PAGE = 1_000;
  private static final int CHANGED = 409;
  private static final int GONE = 404;

  private final ElasticsearchClient client;
  private final HistoryIndex index;

  ElasticsearchDeletions(ElasticsearchClient client, HistoryIndex index) {
    this.client = client;
    this.index = index;
  }

  /** What was planned and not finished. */
  List<Deletion> unfinished() {
    return read(() ->
            client.search(
                it -> it.index(index.retention()).query(term("state", "planned")).size(PAGE),
                Deletion.class))
        .map(found -> found.hits().hits().stream().map(ElasticsearchDeletions::deletion).toList())
        .orElse(List.of());
  }

  /**
   * Plans to delete some actions that ended before this time and are not held, if there are any.
   */
  Optional<Deletion> plan(Instant olderThan, Instant now) throws IOException {
    List<Doomed> doomed = new ArrayList<>();
    for (Hit<ObjectNode> action : candidates(olderThan)) {
      // The index may be older than the field the query excludes by.
      if (action.source().path("hold").path("by").isMissingNode()
          || action.source().path("hold").path("by").isNull()) {
        doomed.add(
            new Doomed(
                action.id(),
                action.seqNo(),
                action.primaryTerm(),
                Instant.parse(action.source().path("closedAt").asText()),
                gaps(action.id())));
      }
    }
    if (doomed.isEmpty()) {
      return Optional.empty();
    }
    Deletion plan =
        Deletion.planned("deletion-" + UUID.randomUUID(), now, olderThan, List.copyOf(doomed));
    write(plan);
    return Optional.of(plan);
  }

  /** Deletes what is planned; to do so again changes nothing. */
  Deletion carryOut(Deletion plan) throws IOException {
    List<Doomed> gone = deleteActions(plan.actions());
    for (Doomed action : gone) {
      deleteEntries(action.actionId());
    }
    Deletion done = plan.done(gone);
    write(done);
    return done;
  }

  /** Deletes refused calls before this time, and answers how many. */
  long deleteRefusals(Instant olderThan) throws IOException {
    Query old = Query.of(q -> q.range(r -> r.date(d -> d.field("at").lt(olderThan.toString()))));
    long[] deleted = {0};
    scan(index.refusals(), old, List.of("at", "id"))
        .run(client, page -> deleted[0] += delete(index.refusals(), ids(page)));
    return deleted[0];
  }

  private List<Hit<ObjectNode>> candidates(Instant olderThan) {
    // Else what went a moment ago is found again, and planned again.
    read(() -> client.indices().refresh(it -> it.index(index.actions())));
    return read(() ->
            client.search(
                it ->
                    it.index(index.actions())
                        .allowPartialSearchResults(false)
                        .seqNoPrimaryTerm(true)
                        .size(AT_ONCE)
                        .source(s -> s.filter(f -> f.includes("closedAt", "hold")))
                        .sort(s -> s.field(f -> f.field("closedAt").order(SortOrder.Asc)))
                        .query(
                            q ->
                                q.bool(
                                    b ->
                                        b.filter(
                                                f ->
                                                    f.range(
                                                        r ->
                                                            r.date(
                                                                d ->
                                                                    d.field("closedAt")
                                                                        .lt(olderThan.toString()))))
                                            .mustNot(n -> n.exists(e -> e.field("hold.by"))))),
                ObjectNode.class))
        .map(found -> found.hits().hits())
        .orElse(List.of());
  }

  private List<EntryRange> gaps(String actionId) throws IOException {
    List<EntryRange> numbers = new ArrayList<>();
    scan(index.entries(), term("actionId", actionId), LOG_ORDER)
        .run(client, page -> page.forEach(it -> numbers.add(number(it.source()))));
    return EntryRange.joined(numbers);
  }

  private static EntryRange number(JsonNode entry) {
    return EntryRange.single(
        entry.path("log").asLong(1),
        entry.path("partition").asLong(),
        entry.path("number").asLong());
  }

  private List<Doomed> deleteActions(List<Doomed> actions) throws IOException {
    var bulk = new BulkRequest.Builder();
    actions.forEach(
        it ->
            bulk.operations(
                op ->
                    op.delete(
                        d ->
                            d.index(index.actions())
                                .id(it.actionId())
                                .ifSeqNo(it.seqNo())
                                .ifPrimaryTerm(it.primaryTerm()))));
    Map<String, Integer> status = new HashMap<>();
    for (BulkResponseItem item : client.bulk(bulk.build()).items()) {
      status.put(item.id(), item.status());
      if (item.error() != null && item.status() != CHANGED && item.status() != GONE) {
        throw new IOException("Not deleted: " + item.error().reason());
      }
    }
    // A conditional delete of what is gone already is a conflict, too.
    List<Doomed> gone = new ArrayList<>();
    for (Doomed it : actions) {
      if (status.get(it.actionId()) != CHANGED || !exists(it.actionId())) {
        gone.add(it);
      }
    }
    return List.copyOf(gone);
  }

  private boolean exists(String actionId) throws IOException {
    return client.exists(it -> it.index(index.actions()).id(actionId)).value();
  }

  private void deleteEntries(String actionId) throws IOException {
    scan(index.entries(), term("actionId", actionId), LOG_ORDER)
        .run(client, page -> delete(index.entries(), ids(page)));
  }

  private long delete(String name, List<String> ids) throws IOException {
    if (ids.isEmpty()) {
      return 0;
    }
    var bulk = new BulkRequest.Builder();
    ids.forEach(id -> bulk.operations(op -> op.delete(d -> d.index(name).id(id))));
    BulkResponse answer = client.bulk(bulk.build());
    for (BulkResponseItem item : answer.items()) {
      if (item.error() != null) {
        throw new IOException("Not deleted: " + item.error().reason());
      }
    }
    return ids.size();
  }

  private void write(Deletion deletion) throws IOException {
    client.index(it -> it.index(index.retention()).id(deletion.id()).document(deletion));
  }

  private static Deletion deletion(Hit<Deletion> hit) {
    return hit.source().withId(hit.id());
  }

  private static List<String> ids(List<Hit<ObjectNode>> page) {
    return page.stream().map(Hit::id).toList();
  }

  private static ElasticsearchScan scan(String name, Query query, List<String> sort) {
    return new ElasticsearchScan(name, query, sort, List.of("log", "partition", "number"), PAGE);
  }

  private static Query term(String field, String value) {
    return Query.of(q -> q.term(t -> t.field(field).value(FieldValue.of(value))));
  }
}
