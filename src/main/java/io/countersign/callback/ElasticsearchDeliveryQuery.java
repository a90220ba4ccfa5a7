package io.countersign.callback;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.ArrayList;
import java.util.List;

/** Says a query for deliveries in Elasticsearch's words: the actions that may have some. */
final class ElasticsearchDeliveryQuery {

  private ElasticsearchDeliveryQuery() {}

  static Query of(DeliveryQuery query) {
    List<Query> filters = new ArrayList<>();
    filters.add(Query.of(q -> q.exists(e -> e.field("callbackAt"))));
    if (query.state() != null) {
      // The field is flattened: this finds the word among all its values.
      filters.add(term("callbacks", query.state().word()));
    }
    if (query.endpoint() != null) {
      filters.add(term("callbackEndpoint", query.endpoint()));
    }
    if (query.agent() != null) {
      filters.add(term("agent", query.agent()));
    }
    if (query.from() != null) {
      filters.add(
          Query.of(
              q -> q.range(r -> r.date(d -> d.field("callbackAt").gte(query.from().toString())))));
    }
    return Query.of(q -> q.bool(b -> b.filter(filters)));
  }

  static Query withId(String id) {
    return term("callbacks", id);
  }

  private static Query term(String field, String value) {
    return Query.of(q -> q.term(t -> t.field(field).value(value)));
  }
}
