package io.countersign.callback;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.countersign.history.HistoryIndex;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Reads deliveries from the documents of their actions, which hold them by their job's key. */
@Component
class ElasticsearchDeliveryHistory implements DeliveryHistory {

  private static final int PAGE = 500;
  private static final int NOT_FOUND = 404;

  private final ElasticsearchClient client;
  private final HistoryIndex index;

  ElasticsearchDeliveryHistory(
      ElasticsearchClient client,
      @Value("${countersign.audit.index-prefix:countersign}") String prefix) {
    this.client = client;
    this.index = new HistoryIndex(prefix);
  }

  @Override
  public List<Delivery> search(DeliveryQuery query) {
    Query filter = ElasticsearchDeliveryQuery.of(query);
    List<Delivery> found = new ArrayList<>();
    List<Hit<CallbackDocument>> page = page(filter, List.of());
    while (!page.isEmpty()) {
      for (Hit<CallbackDocument> hit : page) {
        hit.source().deliveries().filter(query::fits).forEach(found::add);
      }
      if (found.size() >= query.limit() || page.size() < PAGE) {
        break;
      }
      page = page(filter, page.getLast().sort());
    }
    return found.stream()
        .sorted(Comparator.comparing(Delivery::at).reversed())
        .limit(query.limit())
        .toList();
  }

  @Override
  public Optional<Delivery> find(String id) {
    return page(ElasticsearchDeliveryQuery.withId(id), List.of()).stream()
        .flatMap(it -> it.source().deliveries())
        .filter(it -> it.id().equals(id))
        .findFirst();
  }

  private List<Hit<CallbackDocument>> page(Query filter, List<FieldValue> after) {
    try {
      client.indices().refresh(it -> it.index(index.actions()));
      return client
          .search(
              it -> {
                it.index(index.actions())
                    .allowPartialSearchResults(false)
                    .query(filter)
                    .size(PAGE)
                    .sort(s -> s.field(f -> f.field("callbackAt").order(SortOrder.Desc)))
                    .sort(s -> s.field(f -> f.field("actionId").order(SortOrder.Asc)));
                return after.isEmpty() ? it : it.searchAfter(after);
              },
              CallbackDocument.class)
          .hits()
          .hits();
    } catch (ElasticsearchException refused) {
      if (refused.status() == NOT_FOUND) {
        return List.of();
      }
      throw unavailable(refused);
    } catch (IOException | RuntimeException unreachable) {
      throw unavailable(unreachable);
    }
  }

  private static RefusedException unavailable(Exception cause) {
    return new RefusedException(
        ErrorCode.HISTORY_UNAVAILABLE, "The history cannot be read now. Try again.", cause);
  }
}
