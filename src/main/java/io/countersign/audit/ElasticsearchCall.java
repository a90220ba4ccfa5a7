package io.countersign.audit;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.io.IOException;
import java.util.Optional;

/** One call to Elasticsearch, whose faults become {@code HISTORY_UNAVAILABLE}. */
public interface ElasticsearchCall<T> {

  T make() throws IOException;

  /** The answer; empty if there is no such index or document. */
  static <T> Optional<T> read(ElasticsearchCall<T> call) {
    try {
      return Optional.ofNullable(call.make());
    } catch (ElasticsearchException refused) {
      if (refused.status() == 404) {
        return Optional.empty();
      }
      throw unavailable(refused);
    } catch (IOException | RuntimeException unreachable) {
      throw unavailable(unreachable);
    }
  }

  private static RefusedException unavailable(Exception cause) {
    return new RefusedException(
        ErrorCode.HISTORY_UNAVAILABLE,
        "The history cannot be read now; nothing was started or decided. Try again.",
        cause);
  }
}
