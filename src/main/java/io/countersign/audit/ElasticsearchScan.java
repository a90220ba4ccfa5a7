package io.countersign.audit;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/**
 * Walks through every document that fits, page by page. Between pages Elasticsearch keeps nothing
 * for it: a walk that is given up costs nothing.
 *
 * @param sort ascending fields that together are unique and never change
 * @param fields of the source; empty for all
 */
public record ElasticsearchScan(
    String index, Query query, List<String> sort, List<String> fields, int pageSize) {

  /** Takes one page. */
  public interface Taker {
    void take(List<Hit<ObjectNode>> page) throws IOException;
  }

  /**
   * @throws IOException only what the taker threw
   */
  public void run(ElasticsearchClient client, Taker taker) throws IOException {
    List<FieldValue> after = List.of();
    while (true) {
      List<Hit<ObjectNode>> page = page(client, after);
      taker.take(page);
      if (page.size() < pageSize) {
        return;
      }
      after = page.getLast().sort();
    }
  }

  private List<Hit<ObjectNode>> page(ElasticsearchClient client, List<FieldValue> after) {
    var request =
        SearchRequest.of(
            it -> {
              it.index(index)
                  .allowPartialSearchResults(false)
                  .query(query)
                  .size(pageSize)
                  .trackTotalHits(t -> t.enabled(false))
                  .seqNoPrimaryTerm(true);
              sort.forEach(by -> it.sort(s -> s.field(f -> f.field(by).order(SortOrder.Asc))));
              if (!fields.isEmpty()) {
                it.source(s -> s.filter(f -> f.includes(fields)));
              }
              return after.isEmpty() ? it : it.searchAfter(after);
            });
    return ElasticsearchCall.read(() -> client.search(request, ObjectNode.class))
        .map(found -> found.hits().hits())
        .orElse(List.of());
  }
}
