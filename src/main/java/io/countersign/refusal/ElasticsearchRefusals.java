package io.countersign.refusal;

import static io.countersign.audit.ElasticsearchCall.read;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.DateRangeQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.countersign.audit.AuditCursor;
import io.countersign.audit.ElasticsearchOwnIndex;
import io.countersign.history.HistoryIndex;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps refusals in an index of their own. */
@Component
class ElasticsearchRefusals implements RefusalStore {

  private static final int EXISTS = 409;

  private final ElasticsearchClient client;
  private final HistoryIndex index;
  private final Clock clock;
  private volatile boolean created;

  ElasticsearchRefusals(ElasticsearchClient client, HistoryIndex index, Clock clock) {
    this.client = client;
    this.index = index;
    this.clock = clock;
  }

  @Override
  public void keep(List<Refusal> refusals) throws IOException {
    if (!created) {
      new ElasticsearchOwnIndex(index.refusals(), Refusal.class, "refusals.json").create(client);
      created = true;
    }
    var bulk = new BulkRequest.Builder();
    for (Refusal refusal : refusals) {
      bulk.operations(
          op -> op.create(c -> c.index(index.refusals()).id(refusal.id()).document(refusal)));
    }
    for (BulkResponseItem item : client.bulk(bulk.build()).items()) {
      if (item.error() != null && item.status() != EXISTS) {
        throw new IOException("Not kept: " + item.error().reason());
      }
    }
  }

  @Override
  public Page search(RefusalQuery query) {
    Instant asOf = query.after() == null ? clock.instant() : query.after().asOf();
    var request =
        SearchRequest.of(
            it -> {
              it.index(index.refusals())
                  .allowPartialSearchResults(false)
                  .query(q -> q.bool(b -> b.filter(filters(query))))
                  .size(query.limit())
                  .sort(s -> s.field(f -> f.field("at").order(SortOrder.Desc)))
                  .sort(s -> s.field(f -> f.field("id").order(SortOrder.Asc)));
              if (query.after() != null) {
                it.searchAfter(
                    FieldValue.of((long) Double.parseDouble(query.after().value())),
                    FieldValue.of(query.after().id()));
              }
              return it;
            });
    List<Hit<Refusal>> hits =
        read(() -> client.search(request, Refusal.class))
            .map(found -> found.hits().hits())
            .orElse(List.of());
    return new Page(
        hits.stream().map(Hit::source).toList(),
        hits.size() < query.limit() ? null : cursor(hits.getLast().sort(), asOf));
  }

  private static AuditCursor cursor(List<FieldValue> last, Instant asOf) {
    return new AuditCursor(asOf, last.getFirst()._toJsonString(), last.getLast().stringValue());
  }

  private static List<Query> filters(RefusalQuery query) {
    List<Query> filters = new ArrayList<>();
    query
        .exact()
        .forEach(
            (field, values) -> {
              List<FieldValue> words = values.stream().map(FieldValue::of).toList();
              filters.add(Query.of(q -> q.terms(t -> t.field(field).terms(v -> v.value(words)))));
            });
    var period = new DateRangeQuery.Builder().field("at");
    if (query.from() != null) {
      period.gte(query.from().toString());
    }
    if (query.to() != null) {
      period.lt(query.to().toString());
    }
    filters.add(Query.of(q -> q.range(r -> r.date(period.build()))));
    return filters;
  }
}
