package io.countersign.callback;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Signs messages as Standard Webhooks 1.0.0 says. */
@FunctionalInterface
interface MessageSigner {

  /**
   * The value of {@code webhook-signature}.
   *
   * @param id the {@code webhook-id}, without dots
   * @param at the time of this attempt
   * @param body the exact bytes that are sent
   */
  String sign(String id, Instant at, byte[] body);

  /** Several signatures at once, separated by spaces: a receiver needs to know one of the keys. */
  static MessageSigner all(List<MessageSigner> signers) {
    return (id, at, body) ->
        signers.stream().map(it -> it.sign(id, at, body)).collect(Collectors.joining(" "));
  }
}
