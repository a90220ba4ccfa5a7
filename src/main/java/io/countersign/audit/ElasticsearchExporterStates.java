package io.countersign.audit;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.countersign.history.HistoryIndex;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads the status documents of the exporters. Without an exporter there are none. */
@Component
class ElasticsearchExporterStates implements ExporterStates {

  private static final int MOST_PARTITIONS = 1_000;

  private final ElasticsearchClient client;
  private final HistoryIndex index;

  ElasticsearchExporterStates(ElasticsearchClient client, AuditProperties properties) {
    this.client = client;
    this.index = new HistoryIndex(properties.indexPrefix());
  }

  @Override
  public Seen read() {
    try {
      List<ExporterStatus> partitions =
          client
              .search(
                  it ->
                      it.index(index.exporters())
                          .size(MOST_PARTITIONS)
                          .sort(s -> s.field(f -> f.field("partition"))),
                  ExporterStatus.class)
              .hits()
              .hits()
              .stream()
              .map(Hit::source)
              .toList();
      return new Seen(partitions, client.count(it -> it.index(index.quarantine())).count());
    } catch (ElasticsearchException refused) {
      if (refused.status() == 404) {
        return new Seen(List.of(), 0);
      }
      throw unavailable(refused);
    } catch (IOException | RuntimeException unreachable) {
      throw unavailable(unreachable);
    }
  }

  private static RefusedException unavailable(Exception cause) {
    return new RefusedException(
        ErrorCode.HISTORY_UNAVAILABLE, "The exporters' status cannot be read now.", cause);
  }
}
