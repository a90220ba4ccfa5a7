package io.countersign.audit;

import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.ArrayList;
import java.util.List;

/** Says an audit query in Elasticsearch's words. */
final class ElasticsearchAuditQuery {

  private ElasticsearchAuditQuery() {}

  static Query of(AuditQuery query) {
    List<Query> filters = new ArrayList<>();
    query
        .exact()
        .forEach(
            (field, value) -> filters.add(Query.of(q -> q.term(t -> t.field(field).value(value)))));
    if (query.text() != null && !query.text().isBlank()) {
      // A match query has no syntax of its own: nothing that is typed can break it.
      filters.add(
          Query.of(q -> q.match(m -> m.field("text").query(query.text()).operator(Operator.And))));
    }
    if (query.from() != null || query.to() != null) {
      filters.add(
          Query.of(
              q ->
                  q.range(
                      r ->
                          r.date(
                              d -> {
                                d.field("proposedAt");
                                if (query.from() != null) {
                                  d.gte(query.from().toString());
                                }
                                if (query.to() != null) {
                                  d.lt(query.to().toString());
                                }
                                return d;
                              }))));
    }
    return Query.of(q -> q.bool(b -> b.filter(filters)));
  }
}
