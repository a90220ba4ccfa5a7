package io.countersign.audit;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.countersign.history.HistoryIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads exports from Elasticsearch. */
@Component
class ElasticsearchExportSource implements ExportSource {

  /** Few enough that even large actions stay below 20 MB at a time. */
  private static final int PAGE = 500;

  private final ElasticsearchClient client;
  private final HistoryIndex index;

  ElasticsearchExportSource(ElasticsearchClient client, HistoryIndex index) {
    this.client = client;
    this.index = index;
  }

  @Override
  public void actions(AuditFilter filter, Exported.Taker taker) throws IOException {
    run(
        index.actions(),
        ElasticsearchAuditQuery.of(filter),
        List.of("proposedAt", "actionId"),
        taker);
  }

  @Override
  public void entries(EntryFilter filter, Exported.Taker taker) throws IOException {
    List<Query> filters = new ArrayList<>();
    filter
        .exact()
        .forEach((field, values) -> filters.add(ElasticsearchAuditQuery.oneOf(field, values)));
    if (filter.text() != null && !filter.text().isBlank()) {
      filters.add(ElasticsearchAuditQuery.words("sentence", filter.text()));
    }
    if (filter.from() != null || filter.to() != null) {
      filters.add(ElasticsearchAuditQuery.between("at", filter.from(), filter.to()));
    }
    run(
        index.entries(),
        Query.of(q -> q.bool(b -> b.filter(filters))),
        List.of("at", "partition", "position"),
        taker);
  }

  private void run(String name, Query query, List<String> sort, Exported.Taker taker)
      throws IOException {
    new ElasticsearchScan(name, query, sort, List.of(), PAGE)
        .run(
            client,
            page ->
                taker.take(page.stream().map(it -> new Exported(it.id(), it.source())).toList()));
  }
}
