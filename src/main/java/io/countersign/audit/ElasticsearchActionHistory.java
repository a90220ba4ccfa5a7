package io.countersign.audit;

import static io.countersign.audit.ElasticsearchCall.read;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.CountResponse;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.countersign.audit.AuditPage.Count;
import io.countersign.audit.AuditPage.Facet;
import io.countersign.history.Entry;
import io.countersign.history.EntryKind;
import io.countersign.history.HistoryIndex;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the history from Elasticsearch. An index that is not there yet holds nothing. */
@Component
class ElasticsearchActionHistory implements ActionHistory {

  /** The most that Elasticsearch answers at once by default. */
  private static final int MOST = 10_000;

  private final ElasticsearchClient client;
  private final HistoryIndex index;
  private final Clock clock;

  ElasticsearchActionHistory(ElasticsearchClient client, HistoryIndex index, Clock clock) {
    this.client = client;
    this.index = index;
    this.clock = clock;
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
    refresh(index.entries());
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
    return search(AuditQuery.latest(AuditFilter.with(field, value), most)).items();
  }

  @Override
  public List<ActionDocument> proposedSince(Instant since) {
    refresh(index.actions());
    List<ActionDocument> found = new ArrayList<>();
    var query = AuditQuery.latest(AuditFilter.proposedFrom(since), MOST);
    AuditPage page = search(query);
    found.addAll(page.items());
    while (page.cursor() != null) {
      page = search(query.from(AuditCursor.read(page.cursor(), query.canonical())));
      found.addAll(page.items());
    }
    return found.reversed();
  }

  @Override
  public AuditPage search(AuditQuery query) {
    Instant asOf = query.after() == null ? clock.instant() : query.after().asOf();
    var request = ElasticsearchAuditQuery.request(query, index.actions());
    return read(() -> client.search(request, ActionDocument.class))
        .map(found -> page(found, query, asOf))
        .orElse(AuditPage.EMPTY);
  }

  private static AuditPage page(
      SearchResponse<ActionDocument> found, AuditQuery query, Instant asOf) {
    List<Hit<ActionDocument>> hits = found.hits().hits();
    var total = found.hits().total();
    return new AuditPage(
        hits.stream().map(Hit::source).toList(),
        total == null ? hits.size() : total.value(),
        facets(found, query.facets()),
        hits.size() < query.limit()
            ? null
            : cursor(hits.getLast().sort(), asOf).text(query.canonical()));
  }

  private static AuditCursor cursor(List<FieldValue> last, Instant asOf) {
    return new AuditCursor(asOf, last.getFirst()._toJsonString(), last.getLast().stringValue());
  }

  private static Map<String, Facet> facets(
      SearchResponse<ActionDocument> found, List<String> names) {
    Map<String, Facet> facets = new LinkedHashMap<>();
    for (String name : names) {
      var counted = found.aggregations().get(name);
      if (counted.isSterms()) {
        var terms = counted.sterms();
        facets.put(
            name,
            new Facet(
                terms.buckets().array().stream()
                    .map(it -> new Count(it.key().stringValue(), it.docCount()))
                    .toList(),
                terms.sumOtherDocCount() == null ? 0 : terms.sumOtherDocCount()));
      }
    }
    return facets;
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
}
