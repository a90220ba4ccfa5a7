package io.countersign.retention;

import static io.countersign.audit.ElasticsearchCall.read;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.Refresh;
import io.countersign.history.HistoryIndex;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sets and lifts legal holds. A hold is part of the action's document, beside what the log tells.
 */
@Component
class ElasticsearchHolds {

  private static final int ATTEMPTS = 5;

  private final ElasticsearchClient client;
  private final HistoryIndex index;
  private final ElasticsearchRetentionTrace trace;

  ElasticsearchHolds(
      ElasticsearchClient client, HistoryIndex index, ElasticsearchRetentionTrace trace) {
    this.client = client;
    this.index = index;
    this.trace = trace;
  }

  void set(Hold hold) {
    put(
        hold.actionId(),
        Map.of("by", hold.by(), "reason", hold.reason(), "at", hold.at().toString()));
    tell("hold-set", hold);
  }

  void lift(Hold hold) {
    put(hold.actionId(), null);
    tell("hold-lifted", hold);
  }

  private void put(String actionId, @Nullable Map<String, String> hold) {
    read(() ->
            client.update(
                it ->
                    it.index(index.actions())
                        .id(actionId)
                        .retryOnConflict(ATTEMPTS)
                        .refresh(Refresh.WaitFor)
                        .doc(Collections.singletonMap("hold", hold)),
                Map.class))
        .orElseThrow(
            () -> new RefusedException(ErrorCode.ACTION_NOT_FOUND, "No action has this id."));
  }

  private void tell(String kind, Hold hold) {
    read(
        () -> {
          trace.create();
          trace.write(
              Map.of(
                  "kind",
                  kind,
                  "at",
                  hold.at().toString(),
                  "by",
                  hold.by(),
                  "reason",
                  hold.reason(),
                  "actionId",
                  hold.actionId()));
          return kind;
        });
  }
}
