package io.countersign.audit;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.CountResponse;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.countersign.history.Entry;
import io.countersign.history.EntryKind;
import io.countersign.history.HistoryIndex;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the history from Elasticsearch. An index that is not there yet holds nothing. */
@Component
class ElasticsearchActionHistory implements ActionHistory {

  /** The most that Elasticsearch answers at once by default. */
  private static final int MOST = 10_000;

  private final ElasticsearchClient client;
  private final HistoryIndex index;

  ElasticsearchActionHistory(ElasticsearchClient client, AuditProperties properties) {
    this.client = client;
    this.index = new HistoryIndex(properties.indexPrefix());
  }

  @Override
  public Optional<ActionDocument> find(String actionId) {
    return read(() ->
            client.get(it -> it.index(index.actions()).id(actionId), ActionDocument.class))
        .map(found -> found.source())
        // A document that only a later field has reached is not the action yet.
        .filter(found -> found.requestDigest() != null);
  }

  @Override
  public List<Entry> entries(String actionId) {
    return entries(List.of(term("actionId", actionId)));
  }

  @Override
  public List<Entry> entriesOfInstance(
      String actionId, String processInstanceKey, Set<EntryKind> kinds) {
    refresh(index.entries());
    return entries(
        List.of(
            term("actionId", actionId),
            term("processInstanceKey", processInstanceKey),
            oneOf(kinds)));
  }

  @Override
  public List<Entry> entries(String actionId, Set<EntryKind> kinds) {
    refresh(index.entries());
    return entries(List.of(term("actionId", actionId), oneOf(kinds)));
  }

  private static Query oneOf(Set<EntryKind> kinds) {
    List<FieldValue> words = kinds.stream().map(kind -> FieldValue.of(kind.word())).toList();
    return Query.of(q -> q.terms(t -> t.field("kind").terms(v -> v.value(words))));
  }

  @Override
  public List<ActionDocument> inReview() {
    refresh(index.actions());
    return oldest(all(has("routeName"), not(has("closedAt"))));
  }

  @Override
  public List<ActionDocument> stoppable(
      @Nullable String agent, @Nullable String type, Instant now) {
    refresh(index.actions());
    Query undecided = all(has("requestDigest"), not(has("verdict")), not(has("closedAt")));
    Query unused =
        all(term("verdict", "approved"), not(has("releaseState")), not(before("executeBy", now)));
    List<Query> wanted = new ArrayList<>();
    wanted.add(Query.of(q -> q.bool(b -> b.should(undecided, unused))));
    if (agent != null) {
      wanted.add(term("agent", agent));
    }
    if (type != null) {
      wanted.add(term("type", type));
    }
    return oldest(all(wanted.toArray(Query[]::new)));
  }

  @Override
  public long outcomesUnknown(Instant now) {
    Query unknown =
        all(term("releaseState", "redeemed"), not(has("outcome")), before("reportBy", now));
    return read(() -> client.count(it -> it.index(index.actions()).query(unknown)))
        .map(CountResponse::count)
        .orElse(0L);
  }

  private static Query all(Query... queries) {
    return Query.of(q -> q.bool(b -> b.filter(List.of(queries))));
  }

  private static Query not(Query query) {
    return Query.of(q -> q.bool(b -> b.mustNot(query)));
  }

  private static Query has(String field) {
    return Query.of(q -> q.exists(e -> e.field(field)));
  }

  private static Query before(String field, Instant time) {
    return Query.of(q -> q.range(r -> r.date(d -> d.field(field).lt(time.toString()))));
  }

  private List<ActionDocument> oldest(Query query) {
    return read(() ->
            client.search(
                it ->
                    it.index(index.actions())
                        .allowPartialSearchResults(false)
                        .query(query)
                        .size(MOST)
                        .sort(s -> s.field(f -> f.field("proposedAt").order(SortOrder.Asc)))
                        .sort(s -> s.field(f -> f.field("actionId").order(SortOrder.Asc))),
                ActionDocument.class))
        .map(found -> found.hits().hits().stream().map(Hit::source).toList())
        .orElse(List.of());
  }

  @Override
  public List<ActionDocument> latestWith(String field, String value, int most) {
    return search(new AuditQuery(java.util.Map.of(field, value), null, null, null, most, null))
        .items();
  }

  @Override
  public List<ActionDocument> proposedSince(Instant since) {
    refresh(index.actions());
    List<ActionDocument> found = new ArrayList<>();
    var query = new AuditQuery(java.util.Map.of(), null, since, null, MOST, null);
    for (AuditPage page = search(query); ; ) {
      found.addAll(page.items());
      if (page.cursor() == null) {
        return found.reversed();
      }
      page =
          search(
              new AuditQuery(
                  query.exact(), null, since, null, MOST, AuditCursor.read(page.cursor())));
    }
  }

  @Override
  public AuditPage search(AuditQuery query) {
    var request =
        SearchRequest.of(
            it -> {
              it.index(index.actions())
                  .allowPartialSearchResults(false)
                  .query(ElasticsearchAuditQuery.of(query))
                  .size(query.limit())
                  .sort(s -> s.field(f -> f.field("proposedAt").order(SortOrder.Desc)))
                  .sort(s -> s.field(f -> f.field("actionId").order(SortOrder.Asc)));
              if (query.after() != null) {
                it.searchAfter(
                    FieldValue.of(query.after().proposedAt()),
                    FieldValue.of(query.after().actionId()));
              }
              return it;
            });
    return read(() -> client.search(request, ActionDocument.class))
        .map(found -> page(found, query.limit()))
        .orElse(new AuditPage(List.of(), 0, null));
  }

  private static AuditPage page(SearchResponse<ActionDocument> found, int limit) {
    List<Hit<ActionDocument>> hits = found.hits().hits();
    var total = found.hits().total();
    return new AuditPage(
        hits.stream().map(Hit::source).toList(),
        total == null ? hits.size() : total.value(),
        hits.size() < limit ? null : cursor(hits.getLast()).text());
  }

  private static AuditCursor cursor(Hit<ActionDocument> last) {
    return new AuditCursor(last.sort().get(0).longValue(), last.sort().get(1).stringValue());
  }

  private List<Entry> entries(List<Query> filters) {
    List<Entry> found = new ArrayList<>();
    List<Entry> page;
    do {
      page = entriesAfter(filters, found.isEmpty() ? -1 : found.getLast().position());
      found.addAll(page);
    } while (page.size() == MOST);
    return found;
  }

  private List<Entry> entriesAfter(List<Query> filters, long position) {
    return read(() ->
            client.search(
                it ->
                    it.index(index.entries())
                        .allowPartialSearchResults(false)
                        .query(q -> q.bool(b -> b.filter(filters)))
                        .size(MOST)
                        .sort(s -> s.field(f -> f.field("position").order(SortOrder.Asc)))
                        .searchAfter(FieldValue.of(position)),
                Entry.class))
        .map(found -> found.hits().hits().stream().map(Hit::source).toList())
        .orElse(List.of());
  }

  private void refresh(String name) {
    read(() -> client.indices().refresh(it -> it.index(name)));
  }

  private static Query term(String field, String value) {
    return Query.of(q -> q.term(t -> t.field(field).value(value)));
  }

  private interface Call<T> {
    T make() throws IOException;
  }

  private static <T> Optional<T> read(Call<T> call) {
    try {
      return Optional.of(call.make()).map(Function.identity());
    } catch (ElasticsearchException refused) {
      if (refused.status() == 404) {
        return Optional.empty();
      }
      throw unavailable(refused);
    } catch (IOException | RuntimeException unreachable) {
      throw unavailable(unreachable);
    }
  }

  private static RefusedException unavailable(Exception cause) {
    return new RefusedException(
        ErrorCode.HISTORY_UNAVAILABLE,
        "The history cannot be read now; nothing was started or decided. Try again.",
        cause);
  }
}
