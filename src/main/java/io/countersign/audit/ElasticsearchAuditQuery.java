package io.countersign.audit;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.DateRangeQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says an audit query in Elasticsearch's words. */
final class ElasticsearchAuditQuery {

  private static final int MOST_VALUES_OF_A_FACET = 20;

  private ElasticsearchAuditQuery() {}

  static SearchRequest request(AuditQuery query, String index) {
    SortOrder order = query.sort().ascending() ? SortOrder.Asc : SortOrder.Desc;
    return SearchRequest.of(
        it -> {
          it.index(index)
              .allowPartialSearchResults(false)
              .query(query(query))
              .size(query.limit())
              .sort(s -> s.field(f -> f.field(query.sort().field()).order(order)))
              .sort(s -> s.field(f -> f.field("actionId").order(SortOrder.Asc)));
          query
              .facets()
              .forEach(
                  name ->
                      it.aggregations(
                          name,
                          a ->
                              a.terms(
                                  t ->
                                      t.field(AuditFilter.FIELDS.get(name))
                                          .size(MOST_VALUES_OF_A_FACET))));
          if (query.after() != null) {
            it.searchAfter(position(query.sort(), query.after()));
          }
          return it;
        });
  }

  private static List<FieldValue> position(AuditSort sort, AuditCursor after) {
    double value = Double.parseDouble(after.value());
    return List.of(
        sort.byAmount() ? FieldValue.of(value) : FieldValue.of((long) value),
        FieldValue.of(after.id()));
  }

  private static Query query(AuditQuery query) {
    List<Query> filters = new ArrayList<>(filters(query.filter()));
    AuditSort sort = query.sort();
    if (!sort.field().equals("proposedAt")) {
      filters.add(Query.of(q -> q.exists(e -> e.field(sort.field()))));
    }
    if (query.after() != null) {
      String asOf = query.after().asOf().toString();
      filters.add(date(new DateRangeQuery.Builder().field(sort.arrival()).lte(asOf)));
    }
    return Query.of(q -> q.bool(b -> b.filter(filters)));
  }

  static Query of(AuditFilter filter) {
    return Query.of(q -> q.bool(b -> b.filter(filters(filter))));
  }

  private static List<Query> filters(AuditFilter filter) {
    List<Query> filters = new ArrayList<>();
    filter.exact().forEach((field, values) -> filters.add(oneOf(field, values)));
    if (filter.text() != null && !filter.text().isBlank()) {
      filters.add(words("text", filter.text()));
    }
    AuditFilter.Amounts amounts = filter.amounts();
    if (!amounts.equals(AuditFilter.Amounts.ANY)) {
      filters.add(
          Query.of(
              q ->
                  q.range(
                      r ->
                          r.number(
                              n -> n.field("amount").gte(amounts.least()).lte(amounts.most())))));
    }
    if (filter.from() != null || filter.to() != null) {
      filters.add(between("proposedAt", filter.from(), filter.to()));
    }
    if (filter.held() != null) {
      Query held = Query.of(q -> q.exists(e -> e.field("hold.by")));
      filters.add(filter.held() ? held : Query.of(q -> q.bool(b -> b.mustNot(held))));
    }
    return filters;
  }

  /** All words, anywhere. A match query has no syntax of its own: nothing typed can break it. */
  static Query words(String field, String text) {
    return Query.of(q -> q.match(m -> m.field(field).query(text).operator(Operator.And)));
  }

  static Query oneOf(String field, List<String> values) {
    List<FieldValue> words = values.stream().map(FieldValue::of).toList();
    return Query.of(q -> q.terms(t -> t.field(field).terms(v -> v.value(words))));
  }

  /** A time from one moment to before another, each null if open. */
  static Query between(String field, @Nullable Instant from, @Nullable Instant to) {
    var range = new DateRangeQuery.Builder().field(field);
    if (from != null) {
      range.gte(from.toString());
    }
    if (to != null) {
      range.lt(to.toString());
    }
    return date(range);
  }

  private static Query date(DateRangeQuery.Builder range) {
    return Query.of(q -> q.range(r -> r.date(range.build())));
  }
}
