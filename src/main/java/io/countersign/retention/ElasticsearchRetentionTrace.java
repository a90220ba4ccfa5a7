package io.countersign.retention;

import static io.countersign.audit.ElasticsearchCall.read;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.audit.ElasticsearchOwnIndex;
import io.countersign.history.HistoryIndex;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Keeps for good what was held, lifted and deleted. */
@Component
class ElasticsearchRetentionTrace {

  private final ElasticsearchClient client;
  private final HistoryIndex index;

  ElasticsearchRetentionTrace(ElasticsearchClient client, HistoryIndex index) {
    this.client = client;
    this.index = index;
  }

  void create() throws IOException {
    new ElasticsearchOwnIndex(index.retention(), RetentionProperties.class, "retention.json")
        .create(client);
  }

  void write(Map<String, ?> event) throws IOException {
    client.index(it -> it.index(index.retention()).document(event));
  }

  /** The latest first. */
  List<ObjectNode> latest(int most) {
    return read(() ->
            client.search(
                it ->
                    it.index(index.retention())
                        .size(most)
                        .sort(s -> s.field(f -> f.field("at").order(SortOrder.Desc))),
                ObjectNode.class))
        .map(found -> found.hits().hits().stream().map(Hit::source).toList())
        .orElse(List.of());
  }
}
